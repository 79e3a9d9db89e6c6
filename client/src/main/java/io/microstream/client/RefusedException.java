package io.microstream.client;

import io.microstream.client.error.Errors;
import io.microstream.client.error.NameTakenException;
import io.microstream.client.internal.Inbound;

/** The hub has answered CONNECT with no. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RemoteException reason;

    RefusedException(Inbound.Refused refused) {
        super(refused.message());
        reason = Errors.of(refused.code(), refused.message(), refused.dataJson());
    }

    RemoteException reason() {
        return reason;
    }

    boolean isNameTaken() {
        return reason instanceof NameTakenException;
    }
}
