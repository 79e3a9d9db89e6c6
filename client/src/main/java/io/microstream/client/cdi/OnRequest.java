package io.microstream.client.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that answers the requests of an event. It may have one parameter for the data and one of type
 * {@link io.microstream.client.RequestContext}, and returns the answer or a {@link java.util.concurrent.CompletionStage}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnRequest {
    /**
     * The event.
     *
     * @return its name
     */
    String value();
}
