package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code REQUEST_MALFORMED}: The request breaks a limit, the hub's or this client's. Never try again. */
public final class RequestMalformedException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "REQUEST_MALFORMED";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public RequestMalformedException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
