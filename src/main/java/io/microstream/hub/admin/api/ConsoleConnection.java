package io.microstream.hub.admin.api;

import io.microstream.hub.message.Delivery;
import io.microstream.hub.routing.CloseReason;
import io.microstream.hub.routing.Connection;
import io.microstream.hub.routing.ConnectionStatus;
import io.microstream.hub.routing.Refusal;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.SendResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The hub's own end of one request of an operator: keeps the first answer. It is in no registry, and asks no name. */
final class ConsoleConnection implements Connection {
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    /** The answer's value as JSON, empty text without one; nothing if it does not come in time. */
    Optional<String> await(Duration limit) {
        try {
            return Optional.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException none) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public SendResult send(Delivery message) {
        if (!(message instanceof Delivery.Answer given) || answer.isDone()) {
            return SendResult.CLOSED;
        }
        answer.complete(given.value().text());
        return SendResult.QUEUED;
    }

    @Override
    public String id() {
        return "console";
    }

    @Override
    public String remoteAddress() {
        return "console";
    }

    @Override
    public boolean hasOwnAddress() {
        return false;
    }

    @Override
    public void welcome(Registration registration, Runnable answerQueued) {}

    @Override
    public void refuse(Refusal refusal) {}

    @Override
    public void probe() {}

    @Override
    public void close(CloseReason reason) {}

    @Override
    public ConnectionStatus status() {
        return new ConnectionStatus("none", 0);
    }
}
