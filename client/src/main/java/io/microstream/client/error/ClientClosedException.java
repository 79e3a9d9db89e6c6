package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code CLIENT_CLOSED}: The client has been closed, before the call or before its answer. */
public final class ClientClosedException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "CLIENT_CLOSED";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public ClientClosedException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
