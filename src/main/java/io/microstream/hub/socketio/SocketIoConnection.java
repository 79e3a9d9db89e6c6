package io.microstream.hub.socketio;

import io.microstream.hub.engineio.CloseCause;
import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.routing.CloseReason;
import io.microstream.hub.routing.Connection;
import io.microstream.hub.routing.ConnectionOrigin;
import io.microstream.hub.routing.ConnectionStatus;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.Refusal;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.SendResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one CONNECT has opened: a service as routing sees it. */
final class SocketIoConnection implements Connection {
    private static final Logger LOGGER = System.getLogger(SocketIoConnection.class.getName());

    /** The values of all others are nobody's business. */
    private static final Set<String> SHOWN_PARAMETERS = Set.of("EIO", "transport", "serviceName", "t", "b64");

    private enum Phase {
        /** Routing has been asked for the name, or is about to be. */
        ASKING,
        CONNECTED,
        /** Gone, refused, or closed. */
        LEFT
    }

    private final EngineSession session;
    private final SocketIoApplication application;
    private final boolean takesNull;
    private final boolean takesDeadline;
    private final String sid;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.ASKING);
    private volatile @Nullable Registration registration;
    private volatile String name = "";

    SocketIoConnection(
            EngineSession session, SocketIoApplication application, boolean takesNull, boolean takesDeadline) {
        this.session = session;
        this.application = application;
        this.takesNull = takesNull;
        this.takesDeadline = takesDeadline;
        this.sid = application.newSid();
    }

    /** Asks routing for the name; the outcome comes by {@link #welcome} or {@link #refuse}. */
    void ask(ServiceName wanted) {
        name = wanted.value();
        application.registry().connect(wanted, this);
    }

    /** Whether CONNECT was answered with yes. */
    boolean isConnected() {
        return phase.get() == Phase.CONNECTED;
    }

    /** An event of the service. */
    void received(HubMessage message) {
        Registration known = registration;
        if (known != null) {
            application.router().route(known, message);
        }
    }

    /** Counts as a sign of life of the service. */
    void touch() {
        Registration known = registration;
        if (known != null) {
            known.touch(application.clock().nanos());
        }
    }

    /** The service is gone, or gives up waiting for the name. */
    void leave(Departure departure, String cause) {
        if (phase.getAndSet(Phase.LEFT) != Phase.LEFT) {
            LOGGER.log(Level.DEBUG, () -> "Left: " + who() + " cause=" + cause);
            application.router().leave(this, departure);
        }
    }

    /** For the log. */
    String who() {
        return "service=" + name + " connection=" + sid + " address=" + remoteAddress();
    }

    @Override
    public String id() {
        return sid;
    }

    @Override
    public String remoteAddress() {
        return session.handshake().remoteAddress();
    }

    @Override
    public boolean hasOwnAddress() {
        return !session.handshake().viaProxy();
    }

    @Override
    public void welcome(Registration granted, Runnable answerQueued) {
        registration = granted;
        if (phase.compareAndSet(Phase.ASKING, Phase.CONNECTED)) {
            session.send(List.of(PacketWriter.connect(sid)), answerQueued);
        } else {
            application.router().leave(this, Departure.LOST); // it went away while routing thought about it
        }
    }

    @Override
    public void refuse(Refusal refusal) {
        if (!phase.compareAndSet(Phase.ASKING, Phase.LEFT)) {
            return;
        }
        LOGGER.log(Level.WARNING, () -> "Refused: " + reason(refusal) + " " + who());
        if (refusal instanceof Refusal.Told told) {
            session.send(List.of(PacketWriter.connectError(told.code(), told.sentence(), Optional.of(name))));
        }
        session.close(CloseCause.FORCED_CLOSE);
    }

    private static String reason(Refusal refusal) {
        return refusal instanceof Refusal.Told told
                ? told.code().name()
                : "to try again, " + ((Refusal.TryAgain) refusal).reason();
    }

    @Override
    public SendResult send(Delivery message) {
        return switch (deliver(message)) {
            case QUEUED -> SendResult.QUEUED;
            case CLOSED -> SendResult.CLOSED;
            case OVERLOADED -> SendResult.OVERLOADED;
        };
    }

    private EngineSession.Sent deliver(Delivery message) {
        return message.attachments().isEmpty()
                ? session.send(new EventText(message, takesNull, takesDeadline))
                : session.send(PacketWriter.delivery(message, takesNull, takesDeadline));
    }

    @Override
    public void probe() {
        session.probe();
    }

    @Override
    public void close(CloseReason reason) {
        if (reason == CloseReason.SLOW_CONSUMER) {
            session.abort(CloseCause.SLOW_CONSUMER);
        } else {
            session.close(reason == CloseReason.SHUTDOWN ? CloseCause.SHUTDOWN : CloseCause.FORCED_CLOSE);
        }
    }

    @Override
    public ConnectionOrigin origin() {
        return new ConnectionOrigin(
                session.handshake().query().shown(SHOWN_PARAMETERS),
                session.handshake().userAgent(),
                session.handshake().forwardedFor());
    }

    @Override
    public ConnectionStatus status() {
        return new ConnectionStatus(session.transportName(), session.queuedBytes());
    }
}
