package io.microstream.client.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call of a {@link Remote} interface: at most one parameter, the data. A method that returns a
 * {@link java.util.concurrent.CompletionStage} does not wait; any other waits for the answer, and throws the
 * {@link io.microstream.client.RemoteException} of a call that fails.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Event {
    /**
     * The event.
     *
     * @return its name
     */
    String value();
}
