package io.microstream.client.cdi;

import io.microstream.client.RequestContext;
import io.microstream.client.RequestHandler;
import jakarta.enterprise.context.control.RequestContextController;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An {@link OnRequest} method of a bean; each request that it handles has a request context of its own. */
final class HandlerMethod implements RequestHandler<Object> {
    private final Supplier<Object> bean;
    private final Method method;
    private final Supplier<RequestContextController> requests;

    HandlerMethod(Supplier<Object> bean, Method method, Supplier<RequestContextController> requests) {
        this.bean = bean;
        this.method = method;
        this.requests = requests;
        method.setAccessible(true);
    }

    String event() {
        return method.getAnnotation(OnRequest.class).value();
    }

    /** Of the data; {@code Void} where the method does not want them. */
    Type dataType() {
        for (Type type : method.getGenericParameterTypes()) {
            if (type != RequestContext.class) {
                return type;
            }
        }
        return Void.class;
    }

    /** What is wrong with the method; empty text if nothing. */
    static String flaw(Method method) {
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            return method + " is private or static, and no bean's proxy passes that on";
        }
        int data = 0;
        for (Class<?> type : method.getParameterTypes()) {
            data += type == RequestContext.class ? 0 : 1;
        }
        return data > 1 ? method + " has more than one parameter for data" : "";
    }

    @Override
    public @Nullable Object handle(Object data, RequestContext context) throws Exception {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i] == RequestContext.class ? context : data;
        }
        RequestContextController request = requests.get(); // each is for one activation
        boolean ours = request.activate();
        try {
            return method.invoke(bean.get(), arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw thrown;
        } finally {
            if (ours) {
                request.deactivate();
            }
        }
    }
}
