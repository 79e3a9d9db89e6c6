package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.HubErrors;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.TargetService;
import io.microstream.hub.time.HubClock;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Brings requests to the services that are asked, and answers to those who asked. Every request with an id has exactly
 * one outcome: an answer, or an error with a code. Any thread; never blocks, never throws for what a peer sends.
 *
 * <p>Owns no state: names are {@link ServiceRegistry}'s, what is unanswered is {@link PendingRequests}'.
 */
public final class Router {
    private static final System.Logger LOGGER = System.getLogger(Router.class.getName());

    private final HubClock clock;
    private final ServiceRegistry registry;
    private final PendingRequests pending;
    private final HubCounters counters;
    private final HubObserver observer;
    private final Answers answers;

    public Router(
            HubClock clock,
            ServiceRegistry registry,
            PendingRequests pending,
            HubCounters counters,
            HubObserver observer) {
        this.clock = clock;
        this.registry = registry;
        this.pending = pending;
        this.counters = counters;
        this.observer = observer;
        answers = new Answers(registry, pending, counters, observer);
    }

    /** Acts on what a service sends. Whatever it is, it is a sign of life. */
    public void route(Registration from, HubMessage message) {
        from.touch(clock.nanos());
        if (message instanceof HubMessage.Request request) {
            request(from, request);
        } else if (message instanceof HubMessage.Response response) {
            response(from, response);
        } else if (message instanceof HubMessage.Malformed malformed) {
            malformed(from, malformed);
        } else {
            boolean heartbeat = message instanceof HubMessage.Heartbeat;
            counters.count(heartbeat ? HubEvent.HEARTBEAT_ARRIVED : HubEvent.EVENT_UNKNOWN);
        }
    }

    /**
     * A connection has ended, or said goodbye. Only the first call for a connection counts. It may be a newcomer that
     * still waits for its name, or unknown.
     */
    public void leave(Connection connection, Departure departure) {
        Optional<Registration> left =
                departure == Departure.EVICTED ? registry.evict(connection) : registry.remove(connection);
        left.ifPresent(gone -> left(gone, departure));
    }

    /** Fails the requests that nobody has answered for too long. */
    public void failExpired() {
        answers.fail(pending.takeExpired(), ErrorCode.REQUEST_EXPIRED);
    }

    /** Fails the requests that nobody has answered within the timeout that their askers gave them. */
    public void failOverdue() {
        answers.fail(pending.takeOverdue(), ErrorCode.DEADLINE_EXCEEDED);
    }

    /** Fails the requests to services that have been away for longer than their grace. */
    public void failLost() {
        answers.fail(pending.takeLost(), ErrorCode.TARGET_SERVICE_LOST);
    }

    /** The hub stops: whoever still waits is told now, since no answer can come any more. */
    public void failUnanswered() {
        answers.fail(pending.takeAll(), ErrorCode.TARGET_SERVICE_LOST);
    }

    private void left(Registration gone, Departure departure) {
        observer.gone(gone, departure);
        LOGGER.log(Level.INFO, () -> "Left " + gone + " departure=" + departure);
        if (departure == Departure.CLEAN) {
            counters.count(HubEvent.SERVICE_LEFT);
            answers.fail(pending.takeSentOver(gone), ErrorCode.TARGET_SERVICE_LOST);
        } else {
            counters.count(HubEvent.SERVICE_LOST);
            pending.keepForGrace(gone);
        }
    }

    private void request(Registration from, HubMessage.Request request) {
        counters.count(HubEvent.REQUEST_ARRIVED);
        from.countRequestSent();
        Optional<Registration> target = registry.find(request.target());
        if (target.isEmpty()) {
            toNobody(from, request);
        } else if (request.payload().id().isAbsent()) {
            tell(from, request, target.get());
        } else {
            ask(from, request, target.get());
        }
    }

    private void toNobody(Registration from, HubMessage.Request request) {
        Payload payload = request.payload();
        CallMeter meter = observer.callToNobody(from.name(), request.target().raw(), payload.event());
        meter.ended(meter.begin(payload, bytes(request)), Outcome.NOT_FOUND);
        notFound(from, request);
    }

    /** Forwards a request to which no answer can come, so that there is nothing to remember. */
    private void tell(Registration from, HubMessage.Request request, Registration target) {
        CallMeter meter = meter(from, request, target);
        long ticket = meter.begin(request.payload(), bytes(request));
        SendResult result = send(from, request, target, RawJson.ABSENT);
        if (result == SendResult.QUEUED) {
            meter.ended(ticket, Outcome.ONE_WAY);
        } else if (result == SendResult.CLOSED) {
            meter.ended(ticket, Outcome.NOT_FOUND);
            notFound(from, request);
        } else {
            meter.ended(ticket, Outcome.OVERLOADED);
            refuse(from, request, target, ErrorCode.TARGET_SERVICE_OVERLOADED);
            answers.cutOff(target);
        }
    }

    private void ask(Registration from, HubMessage.Request request, Registration target) {
        // Remembered before it is sent: the answer may be here before send() returns.
        CallMeter meter = meter(from, request, target);
        long ticket = meter.begin(request.payload(), bytes(request));
        Placement placement = pending.put(from, request.payload().id(), target, meter, ticket, request.timeoutMillis());
        if (placement instanceof Pending entry) {
            forward(from, request, entry);
        } else if (placement == Placement.Refused.TOO_MANY) {
            meter.ended(ticket, Outcome.TOO_MANY);
            refuse(from, request, target, ErrorCode.TOO_MANY_REQUESTS);
        } else {
            meter.ended(ticket, Outcome.NOT_FOUND);
            notFound(from, request);
        }
    }

    private CallMeter meter(Registration from, HubMessage.Request request, Registration target) {
        return observer.call(from.name(), target.name(), request.payload().event());
    }

    private static int bytes(HubMessage.Request request) {
        int bytes = request.payload().json().length();
        for (int i = 0; i < request.attachments().size(); i++) { // no iterator on the way of each request
            bytes += request.attachments().get(i).length;
        }
        return bytes;
    }

    private void forward(Registration from, HubMessage.Request request, Pending entry) {
        SendResult result = send(from, request, entry.sentOver(), entry.replacedId());
        if (result == SendResult.CLOSED && pending.withdraw(entry)) {
            entry.measureEnd(Outcome.NOT_FOUND);
            notFound(from, request);
        } else if (result == SendResult.OVERLOADED) {
            answers.cutOff(entry.sentOver()); // fails this request with the others
        }
    }

    private SendResult send(Registration from, HubMessage.Request request, Registration target, RawJson replacedId) {
        Delivery.Request delivery = replacedId.isAbsent()
                ? request.delivery()
                : new Delivery.Request(request.payload(), replacedId, request.attachments(), request.timeoutMillis());
        SendResult result = target.connection().send(delivery);
        if (result == SendResult.QUEUED) {
            counters.count(HubEvent.REQUEST_FORWARDED);
            target.countRequestReceived();
        }
        if (LOGGER.isLoggable(Level.DEBUG)) {
            LOGGER.log(
                    Level.DEBUG,
                    "Request service=" + from.name() + " target=" + target.name() + " id="
                            + LogText.clean(request.payload().id().toString()) + " result=" + result);
        }
        return result;
    }

    private void response(Registration from, HubMessage.Response response) {
        from.countAnswerSent();
        Pending asked = pending.take(from, response.id());
        if (asked == null) {
            counters.count(HubEvent.ANSWER_UNKNOWN);
            LOGGER.log(
                    warningAbout(from),
                    () -> "Dropped an answer that its sender does not owe: service=" + from.name() + " id="
                            + LogText.clean(response.id().toString()));
            return;
        }
        answers.deliver(asked, response.value(), response.attachments());
    }

    private void malformed(Registration from, HubMessage.Malformed malformed) {
        counters.count(HubEvent.MESSAGE_MALFORMED);
        LOGGER.log(
                warningAbout(from),
                () -> "Ignored a malformed message: service=" + from.name() + " reason="
                        + LogText.clean(malformed.reason()));
        RequestId id = malformed.id();
        if (!id.isAbsent()) {
            answers.refuse(from, id, ErrorCode.REQUEST_MALFORMED, HubErrors.malformed(malformed.reason(), id));
        }
    }

    private Level warningAbout(Registration service) {
        return service.isWorthAWarning(clock.nanos()) ? Level.WARNING : Level.DEBUG;
    }

    private void notFound(Registration from, HubMessage.Request request) {
        RequestId id = request.payload().id();
        TargetService target = request.target();
        if (LOGGER.isLoggable(Level.DEBUG)) {
            String asked = LogText.clean(target.name().orElse("?"));
            LOGGER.log(Level.DEBUG, "Request service=" + from.name() + " target=" + asked + " result=NOT_FOUND");
        }
        answers.refuse(from, id, ErrorCode.TARGET_SERVICE_NOT_FOUND, HubErrors.targetNotFound(target, id));
    }

    private void refuse(Registration from, HubMessage.Request request, Registration target, ErrorCode code) {
        RequestId id = request.payload().id();
        answers.refuse(from, id, code, HubErrors.unanswered(code, target.name(), id));
    }
}
