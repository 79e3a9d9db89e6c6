package io.microstream.client.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that stands for another service: each of its methods carries {@link Event}, and it can be injected.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Remote {
    /**
     * The other service.
     *
     * @return its name on the hub
     */
    String value();
}
