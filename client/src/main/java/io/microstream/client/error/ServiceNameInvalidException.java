package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code SERVICE_NAME_INVALID}: This client's name is too long or has control characters. Never try again. */
public final class ServiceNameInvalidException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "SERVICE_NAME_INVALID";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public ServiceNameInvalidException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
