package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code TOO_MANY_REQUESTS}: Too many requests are unanswered, by the hub's count or by this client's; this one was not sent. Try again later, with growing pauses. */
public final class TooManyRequestsException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "TOO_MANY_REQUESTS";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public TooManyRequestsException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
