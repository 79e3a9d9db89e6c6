package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code INTERNAL_SERVER_ERROR}: The handler of the service that was asked has thrown. */
public final class InternalServerErrorException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "INTERNAL_SERVER_ERROR";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public InternalServerErrorException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
