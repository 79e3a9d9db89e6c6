package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code DUPLICATE_SERVICE_REGISTRATION}: Another living service has the name that this client asked for. Never try again with it, unless the other is known to end. */
public final class NameTakenException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "DUPLICATE_SERVICE_REGISTRATION";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public NameTakenException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
