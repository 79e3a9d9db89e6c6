package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code TARGET_SERVICE_LOST}: The service that was asked went away before it answered; it may have done the work. Repeat only what may be done twice. */
public final class TargetServiceLostException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "TARGET_SERVICE_LOST";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public TargetServiceLostException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
