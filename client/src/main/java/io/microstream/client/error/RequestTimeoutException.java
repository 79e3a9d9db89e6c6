package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code REQUEST_TIMEOUT}: Nobody answered within the call's timeout; the work may have been done. Repeat only what may be done twice. */
public class RequestTimeoutException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "REQUEST_TIMEOUT";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public RequestTimeoutException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }

    /** For a kind of timeout with a code of its own. */
    RequestTimeoutException(String code, String message, String dataJson) {
        super(code, message, dataJson);
    }
}
