package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code HUB_UNREACHABLE}: There is no connection to the hub, and the call was not to wait for one, or {@code connect()} waited long enough. The request was not sent. */
public final class HubUnreachableException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "HUB_UNREACHABLE";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public HubUnreachableException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
