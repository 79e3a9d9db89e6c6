package io.microstream.client.cdi;

import io.microstream.client.MicroStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes calls out of the methods of a {@link Remote} interface. Any thread. */
final class RemoteCalls implements InvocationHandler {
    private final String target;
    private final Supplier<MicroStream> client;

    private RemoteCalls(String target, Supplier<MicroStream> client) {
        this.target = target;
        this.client = client;
    }

    static Object proxy(Class<?> remote, Supplier<MicroStream> client) {
        String target = remote.getAnnotation(Remote.class).value();
        return Proxy.newProxyInstance(
                remote.getClassLoader(), new Class<?>[] {remote}, new RemoteCalls(target, client));
    }

    /** What is wrong with a {@link Remote} interface; empty text if nothing. */
    static String flaw(Class<?> remote) {
        for (Method method : remote.getMethods()) {
            if (!method.isDefault() && !method.isAnnotationPresent(Event.class)) {
                return method + " has no @Event";
            }
            if (method.getParameterCount() > 1) {
                return method + " has more than one parameter";
            }
        }
        return "";
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        boolean async = CompletionStage.class.isAssignableFrom(method.getReturnType());
        CompletableFuture<Object> answer = client.get()
                .call(target, method.getAnnotation(Event.class).value())
                .with(arguments == null ? null : arguments[0])
                .as(answerType(method, async));
        if (async) {
            return answer;
        }
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "@Remote(\"" + target + "\")";
        };
    }

    private static Type answerType(Method method, boolean async) {
        if (method.getReturnType() == void.class) {
            return Void.class;
        }
        Type type = method.getGenericReturnType();
        if (!async) {
            return type;
        }
        return type instanceof ParameterizedType stage ? stage.getActualTypeArguments()[0] : Object.class;
    }
}
