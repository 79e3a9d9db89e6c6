package io.microstream.client;

/**
 * A call has failed, or a connection was refused: the code, message and data that the hub, the service that was asked or
 * this client gave as the reason. Codes that are known have a subclass each, in {@code io.microstream.client.error}; a
 * service may answer with codes of its own.
 */
public class RemoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String dataJson;

    /**
     * For an error of a service's own; those with a known code are made by their subclasses.
     *
     * @param code what went wrong, for programs
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     */
    public RemoteException(String code, String message, String dataJson) {
        super(message);
        this.code = code;
        this.dataJson = dataJson;
    }

    /**
     * What went wrong, for programs: {@code TARGET_SERVICE_NOT_FOUND}, …; {@code UNKNOWN} where none was given.
     *
     * @return the code
     */
    public String code() {
        return code;
    }

    /**
     * What went wrong, for people.
     *
     * @return the message
     */
    public String message() {
        return String.valueOf(getMessage());
    }

    /**
     * The details, {@code errorData}, as JSON text; {@code "null"} where there are none.
     *
     * @return JSON text
     */
    public String dataJson() {
        return dataJson;
    }

    @Override
    public String toString() {
        return getClass().getName() + ": " + code + ": " + getMessage();
    }
}
