package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code EVENT_NOT_FOUND}: The service that was asked has no handler for the event. */
public final class EventNotFoundException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "EVENT_NOT_FOUND";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public EventNotFoundException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
