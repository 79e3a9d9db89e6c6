package io.microstream.client.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MicroService} as its handlers use it: the one instance of a bean without a scope, or the proxy of one with a
 * scope. Made when it is first needed. Any thread.
 *
 * <p>Owns the instance, guarded by its lock. The lock is held while the bean is made, so that nobody makes a second one.
 */
final class ServiceBean implements Supplier<Object> {
    private final BeanManager beans;
    private final Bean<?> bean;
    private final CreationalContext<?> context;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Object instance;

    ServiceBean(BeanManager beans, Bean<?> bean) {
        this.beans = beans;
        this.bean = bean;
        this.context = beans.createCreationalContext(bean);
    }

    Class<?> type() {
        return bean.getBeanClass();
    }

    @Override
    public Object get() {
        Object made = instance;
        if (made != null) {
            return made;
        }
        lock.lock();
        try {
            made = instance;
            if (made == null) {
                made = beans.getReference(bean, type(), context);
                instance = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** What depends on an application's scope ends with it. */
    void release() {
        context.release();
    }
}
