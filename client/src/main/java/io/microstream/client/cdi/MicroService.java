package io.microstream.client.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A class whose {@link OnRequest} methods answer requests. Application scoped unless it says otherwise. */
@Documented
@Stereotype
@ApplicationScoped
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MicroService {
    /**
     * The name on the hub.
     *
     * @return the name; empty for {@code microstream.service.name}
     */
    String value() default "";
}
