package io.microstream.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that came after its call had timed out.
 *
 * @param value the value, {@code null} for an answer without one and for an error
 * @param error the error, if it is one
 * @param <T> the type of the value
 */
public record LateAnswer<T>(@Nullable T value, Optional<RemoteException> error) {}
