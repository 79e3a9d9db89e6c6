package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code REQUEST_EXPIRED}: Nobody answered for so long that the hub gave up; the work may have been done. Repeat only what may be done twice. */
public final class RequestExpiredException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "REQUEST_EXPIRED";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public RequestExpiredException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
