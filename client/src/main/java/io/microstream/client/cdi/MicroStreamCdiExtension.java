package io.microstream.client.cdi;

import io.microstream.client.MicroStream;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds {@link MicroService} classes and {@link Remote} interfaces, makes the latter injectable, connects when the
 * application is up, and drains when it goes down. {@link MicroStream} itself can be injected too, the client of the
 * application's own name.
 */
public final class MicroStreamCdiExtension implements Extension {
    private final MicroStreams clients = new MicroStreams();
    private final Set<Class<?>> remotes = new LinkedHashSet<>();
    private final List<Bean<?>> services = new ArrayList<>();
    private final List<ServiceBean> instances = new ArrayList<>();

    /** Made by the container. */
    public MicroStreamCdiExtension() {}

    <T> void remember(@Observes @WithAnnotations(Remote.class) ProcessAnnotatedType<T> found) {
        Class<T> type = found.getAnnotatedType().getJavaClass();
        if (type.isInterface() && type.isAnnotationPresent(Remote.class)) {
            remotes.add(type);
        }
    }

    <T> void remember(@Observes ProcessManagedBean<T> found) {
        if (found.getAnnotatedBeanClass().isAnnotationPresent(MicroService.class)) {
            services.add(found.getBean());
        }
    }

    void addRemotes(@Observes AfterBeanDiscovery discovery) {
        for (Class<?> remote : remotes) {
            String flaw = RemoteCalls.flaw(remote);
            if (!flaw.isEmpty()) {
                discovery.addDefinitionError(new DefinitionException("@Remote: " + flaw));
                continue;
            }
            discovery
                    .addBean()
                    .beanClass(remote)
                    .types(remote, Object.class)
                    .scope(Dependent.class)
                    .createWith(context -> RemoteCalls.proxy(remote, () -> clients.client("")));
        }
        discovery
                .addBean()
                .beanClass(MicroStream.class)
                .types(MicroStream.class, Object.class)
                .scope(Dependent.class)
                .createWith(context -> clients.client(""));
    }

    /** Before others that are told so, who may want to call. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.LIBRARY_BEFORE) Object up,
            BeanManager beans) {
        Map<String, List<HandlerMethod>> handlers = new LinkedHashMap<>();
        for (Bean<?> service : services) {
            ServiceBean bean = new ServiceBean(beans, service);
            instances.add(bean);
            String name = bean.type().getAnnotation(MicroService.class).value();
            handlers.computeIfAbsent(name, none -> new ArrayList<>()).addAll(handlers(bean, beans));
        }
        handlers.forEach(clients::serve);
        instances.forEach(ServiceBean::get); // now, so that one that cannot be made is told of at the start
    }

    /** While the beans that handlers use are there. */
    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object down) {
        clients.close();
        instances.forEach(ServiceBean::release);
        instances.clear();
    }

    /** What was called since. */
    void stop(@Observes BeforeShutdown down) {
        clients.close();
    }

    private static List<HandlerMethod> handlers(ServiceBean bean, BeanManager beans) {
        Supplier<RequestContextController> requests = () ->
                beans.createInstance().select(RequestContextController.class).get();
        List<HandlerMethod> handlers = new ArrayList<>();
        for (Method method : bean.type().getDeclaredMethods()) {
            if (method.isAnnotationPresent(OnRequest.class)) {
                String flaw = HandlerMethod.flaw(method);
                if (!flaw.isEmpty()) {
                    throw new DefinitionException("@OnRequest: " + flaw);
                }
                handlers.add(new HandlerMethod(bean, method, requests));
            }
        }
        return handlers;
    }
}
