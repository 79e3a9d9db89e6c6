package io.microstream.client;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler that answers with an error of its own. The asker gets code, message and data as they are; every
 * other exception of a handler reaches it as {@code INTERNAL_SERVER_ERROR}.
 */
public class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    @Nullable
    private final transient Object data;

    /**
     * An error without data.
     *
     * @param code what went wrong, for programs
     * @param message what went wrong, for people
     */
    public RequestException(String code, String message) {
        this(code, message, null);
    }

    /**
     * An error with data, which JSON-B writes.
     *
     * @param code what went wrong, for programs
     * @param message what went wrong, for people
     * @param data the details, which JSON-B writes; {@code null} for none
     */
    public RequestException(String code, String message, @Nullable Object data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    /**
     * What the asker's exception gives as its code.
     *
     * @return the code
     */
    public String code() {
        return code;
    }

    /**
     * What the asker's exception gives as its data.
     *
     * @return the data, or {@code null}
     */
    public @Nullable Object data() {
        return data;
    }
}
