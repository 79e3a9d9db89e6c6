package io.microstream.client;

import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one event.
 *
 * @param <T> the type of their data
 */
@FunctionalInterface
public interface RequestHandler<T> {
    /**
     * Answers one request. Runs on the client's executor, several at once; may block there.
     *
     * @param data {@code null} where the request has none
     * @param context what else is known of the request
     * @return the answer, {@code null} for none, or a {@link java.util.concurrent.CompletionStage} of it that is awaited
     * @throws RequestException to answer with an error of the service's own
     * @throws Exception to answer with {@code INTERNAL_SERVER_ERROR}; only its message is passed on
     */
    @Nullable
    Object handle(T data, RequestContext context) throws Exception;
}
