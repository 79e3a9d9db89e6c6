package io.microstream.hub.admin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javax.management.NotCompliantMBeanException;
import javax.management.StandardMBean;

/**
 * A bean as JMX may call it. Whoever comes from outside the process comes on a thread without a context class loader,
 * and CDI's proxies on Payara fail there; so each call gets the application's, and gives it back.
 */
final class ManagedView {
    private ManagedView() {}

    static <T> StandardMBean of(T bean, Class<T> type) throws NotCompliantMBeanException {
        ClassLoader application = ManagedView.class.getClassLoader();
        Object view = Proxy.newProxyInstance(application, new Class<?>[] {type}, (proxy, method, arguments) -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(application);
            try {
                return method.invoke(bean, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause() == null ? failure : failure.getCause();
            } finally {
                thread.setContextClassLoader(before);
            }
        });
        return new StandardMBean(type.cast(view), type, true);
    }
}
