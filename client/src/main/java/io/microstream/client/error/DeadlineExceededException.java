package io.microstream.client.error;

/** {@code DEADLINE_EXCEEDED}: The hub says that nobody answered within the call's timeout; the work may have been done. Repeat only what may be done twice. */
public final class DeadlineExceededException extends RequestTimeoutException {
    /** The code of this exception on the wire. */
    public static final String CODE = "DEADLINE_EXCEEDED";

    private static final long serialVersionUID = 1L;

    /**
     * With the message and the data of the answer, the data as JSON text.
     *
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public DeadlineExceededException(String message, String dataJson) {
        super(CODE, message, dataJson);
    }
}
