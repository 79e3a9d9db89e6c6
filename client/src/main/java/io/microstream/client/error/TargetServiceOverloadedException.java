package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code TARGET_SERVICE_OVERLOADED}: The service that was asked does not read what it is sent. Try again later, with growing pauses. */
public final class TargetServiceOverloadedException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "TARGET_SERVICE_OVERLOADED";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public TargetServiceOverloadedException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
