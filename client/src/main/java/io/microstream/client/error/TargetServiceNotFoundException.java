package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code TARGET_SERVICE_NOT_FOUND}: Nobody has the name that was asked. Try again later. */
public final class TargetServiceNotFoundException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "TARGET_SERVICE_NOT_FOUND";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public TargetServiceNotFoundException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
