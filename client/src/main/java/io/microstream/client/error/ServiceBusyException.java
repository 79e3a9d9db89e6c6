package io.microstream.client.error;

import io.microstream.client.RemoteException;

/** {@code SERVICE_BUSY}: The service that was asked has as many requests at hand as it takes at once, or is about to end; this one was not begun. Try again later, with growing pauses. */
public final class ServiceBusyException extends RemoteException {
    /** The code of this exception on the wire. */
    public static final String CODE = "SERVICE_BUSY";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public ServiceBusyException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
