package io.microstream.client.error;

import io.microstream.client.RemoteException;
import java.util.Map;
import java.util.function.BiFunction;

/** Finds the exception that belongs to a code. */
public final class Errors {
    private static final Map<String, BiFunction<String, String, RemoteException>> BY_CODE = Map.ofEntries(
            Map.entry(NameTakenException.CODE, NameTakenException::new),
            Map.entry(ServiceNameMissingException.CODE, ServiceNameMissingException::new),
            Map.entry(ServiceNameInvalidException.CODE, ServiceNameInvalidException::new),
            Map.entry(ServiceNameBlockedException.CODE, ServiceNameBlockedException::new),
            Map.entry(TargetServiceNotFoundException.CODE, TargetServiceNotFoundException::new),
            Map.entry(TargetServiceLostException.CODE, TargetServiceLostException::new),
            Map.entry(TargetServiceOverloadedException.CODE, TargetServiceOverloadedException::new),
            Map.entry(TooManyRequestsException.CODE, TooManyRequestsException::new),
            Map.entry(RequestExpiredException.CODE, RequestExpiredException::new),
            Map.entry(RequestMalformedException.CODE, RequestMalformedException::new),
            Map.entry(EventNotFoundException.CODE, EventNotFoundException::new),
            Map.entry(InternalServerErrorException.CODE, InternalServerErrorException::new),
            Map.entry(ServiceBusyException.CODE, ServiceBusyException::new),
            Map.entry(RequestTimeoutException.CODE, RequestTimeoutException::new),
            Map.entry(DeadlineExceededException.CODE, DeadlineExceededException::new),
            Map.entry(HubUnreachableException.CODE, HubUnreachableException::new),
            Map.entry(ClientClosedException.CODE, ClientClosedException::new));

    private Errors() {}

    /**
     * The exception for a code, with the answer's message and data; a plain {@link RemoteException} for others.
     *
     * @param code what went wrong, for programs
     * @param message what went wrong, for people
     * @param dataJson the details, as JSON text; {@code "null"} for none
     * @return the exception
     */
    public static RemoteException of(String code, String message, String dataJson) {
        BiFunction<String, String, RemoteException> known = BY_CODE.get(code);
        return known == null ? new RemoteException(code, message, dataJson) : known.apply(message, dataJson);
    }
}
