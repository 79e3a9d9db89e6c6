package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.HubErrors;
import io.microstream.hub.message.RequestId;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Brings outcomes to those who wait for them, over the connection that they have by now, and cuts off whoever does not
 * read. Owns no state. Any thread, no lock.
 */
final class Answers {
    private static final System.Logger LOGGER = System.getLogger(Answers.class.getName());

    private final ServiceRegistry registry;
    private final PendingRequests pending;
    private final HubCounters counters;
    private final HubObserver observer;

    Answers(ServiceRegistry registry, PendingRequests pending, HubCounters counters, HubObserver observer) {
        this.registry = registry;
        this.pending = pending;
        this.counters = counters;
        this.observer = observer;
    }

    /** Brings a service's answer to its asker. */
    void deliver(Pending entry, RawJson value, List<byte[]> attachments) {
        entry.measureAnswer(value);
        Optional<Registration> asker = entry.asker().owner(registry);
        SendResult result =
                deliver(entry, asker, new Delivery.Answer(entry.askersId().text(), value, attachments));
        if (result == SendResult.QUEUED) {
            counters.count(HubEvent.ANSWER_DELIVERED);
        } else if (result == SendResult.OVERLOADED) {
            asker.ifPresent(this::cutOff);
        }
    }

    /** Tells the askers that their requests have failed. */
    void fail(List<Pending> entries, ErrorCode code) {
        Queue<Registration> slow = new ArrayDeque<>(0);
        entries.forEach(entry -> fail(entry, code, slow));
        cutOff(slow);
    }

    /** Answers the asker of a request that goes nowhere, over the connection that it came by. */
    void refuse(Registration asker, RequestId id, ErrorCode code, RawJson error) {
        counters.count(code);
        if (asker.connection().send(new Delivery.Answer(id.text(), error, List.of())) == SendResult.OVERLOADED) {
            cutOff(asker);
        }
    }

    /** The service does not read: forgets it, and fails everything that waits for it. */
    void cutOff(Registration slow) {
        cutOff(new ArrayDeque<>(List.of(slow)));
    }

    /** One by one and not by recursion: the askers of one slow service may be slow themselves, and so on. */
    private void cutOff(Queue<Registration> slow) {
        while (!slow.isEmpty()) {
            Registration next = slow.remove();
            registry.remove(next.connection()); // its session may have left by itself when it was cut off
            if (next.markCutOff()) {
                logCutOff(next);
            }
            pending.takeSentOver(next).forEach(entry -> fail(entry, ErrorCode.TARGET_SERVICE_OVERLOADED, slow));
        }
    }

    private void fail(Pending entry, ErrorCode code, Queue<Registration> slow) {
        counters.count(code);
        entry.measureEnd(Outcome.of(code));
        RequestId id = entry.askersId();
        RawJson error = HubErrors.unanswered(code, entry.sentOver().name(), id);
        Optional<Registration> asker = entry.asker().owner(registry);
        SendResult result = deliver(entry, asker, new Delivery.Answer(id.text(), error, List.of()));
        if (result == SendResult.OVERLOADED) {
            asker.ifPresent(slow::add);
        }
    }

    private SendResult deliver(Pending entry, Optional<Registration> asker, Delivery.Answer answer) {
        SendResult result = asker.isPresent() ? asker.get().connection().send(answer) : SendResult.CLOSED;
        if (result == SendResult.QUEUED) {
            return result;
        }
        counters.count(HubEvent.ANSWER_ORPHANED);
        if (LOGGER.isLoggable(Level.DEBUG)) {
            LOGGER.log(
                    Level.DEBUG,
                    "Dropped an answer, its asker is gone: service="
                            + entry.asker().name());
        }
        return result;
    }

    private void logCutOff(Registration slow) {
        counters.count(HubEvent.SERVICE_CUT_OFF);
        observer.gone(slow, Departure.CUT_OFF);
        LOGGER.log(Level.WARNING, () -> "Cut off, it does not read what it is sent: " + slow);
    }
}
