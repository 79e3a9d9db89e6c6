package io.microstream.hub.socketio;

import io.microstream.hub.engineio.CloseCause;
import io.microstream.hub.engineio.EngineListener;
import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.json.JsonException;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.InvalidNameException;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.time.HubTimers.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Socket.IO on one Engine.IO session: reads its packets, and stands for the connection that a CONNECT opens. After a
 * DISCONNECT of the client the session stays, and another CONNECT opens another connection.
 */
final class SocketIoSession implements EngineListener {
    private static final Logger LOGGER = System.getLogger(SocketIoSession.class.getName());
    private static final byte[] ACCEPTS_NULL = "acceptsNull".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAKES_DEADLINE = "takesDeadline".getBytes(StandardCharsets.US_ASCII);

    /** What the auth object of a CONNECT asks for. */
    private record Wishes(boolean takesNull, boolean takesDeadline) {
        static final Wishes NONE = new Wishes(false, false);
    }

    private final EngineSession session;
    private final SocketIoApplication application;
    private final Timer connectTimer;
    private volatile @Nullable SocketIoConnection connection;
    private volatile boolean closed;
    private volatile boolean explained; // whether the log says already why the session ends
    private @Nullable PartialEvent partial; // inbound order only

    SocketIoSession(EngineSession session, SocketIoApplication application) {
        this.session = session;
        this.application = application;
        this.connectTimer = application
                .timers()
                .schedule(application.settings().connectTimeout(), () -> session.close(CloseCause.CONNECT_TIMEOUT));
    }

    @Override
    public void onText(byte[] buffer, int from, int to) {
        try {
            packet(buffer, from, to);
        } catch (ProtocolException malformed) {
            breakOff(String.valueOf(malformed.getMessage()));
        } catch (JsonException malformed) {
            breakOff(malformed.sentence() + " reason=" + malformed.reason() + " byte=" + (malformed.offset() - from));
        }
    }

    @Override
    public void onBinary(byte[] message) {
        PartialEvent event = partial;
        if (event == null || event.isComplete()) {
            breakOff("a binary message that belongs to no event");
            return;
        }
        event.add(message);
        if (event.bytes() > application.settings().maxAttachmentBytes()) {
            partial = null;
            application.outsiders().tooLarge();
            close("attachments too large: bytes=" + event.bytes() + " limit=MICROSTREAM_MAX_ATTACHMENT_BYTES");
        } else if (event.isComplete()) {
            partial = null;
            try {
                event(event.type(), event.json(), 0, event.json().length, event.attachments());
            } catch (ProtocolException malformed) {
                breakOff(String.valueOf(malformed.getMessage()));
            } catch (JsonException malformed) {
                breakOff(malformed.sentence());
            }
        }
    }

    @Override
    public void onSignOfLife() {
        SocketIoConnection current = connection;
        if (current != null) {
            application.registry().heardFrom(current);
        }
    }

    @Override
    public void onPong() {
        SocketIoConnection current = connection;
        if (current != null && application.settings().pongsCount()) {
            current.touch();
        }
    }

    @Override
    public void onTooLarge(long bytes) {
        application.outsiders().tooLarge();
        LOGGER.log(
                Level.WARNING, () -> "Message too large: bytes=" + bytes + " limit=MICROSTREAM_MAX_PAYLOAD " + who());
    }

    @Override
    public void onClosed(CloseCause cause) {
        closed = true;
        connectTimer.cancel();
        if (cause == CloseCause.PARSE_ERROR && !explained) {
            application.outsiders().badPacket();
            LOGGER.log(Level.WARNING, () -> "Closed for a malformed packet: not Engine.IO " + who());
        }
        SocketIoConnection current = connection;
        if (current != null) {
            current.leave(Departure.LOST, cause.words());
        }
    }

    private void packet(byte[] buffer, int from, int to) {
        if (partial != null) {
            throw new ProtocolException("a text packet where an attachment was due");
        }
        if (PacketHeader.isPlainEvent(buffer, from, to) && isConnected()) {
            event(PacketType.EVENT, buffer, from + 1, to, List.of());
            return;
        }
        PacketHeader header = PacketHeader.parse(buffer, from, to);
        boolean hasJson = header.jsonFrom() < to;
        switch (header.type()) {
            case CONNECT -> connect(header, buffer, to);
            case DISCONNECT -> disconnect(header, hasJson);
            case EVENT, ACK -> {
                requireConnected(header);
                if (hasJson) {
                    event(header.type(), buffer, header.jsonFrom(), to, List.of());
                }
            }
            case BINARY_EVENT, BINARY_ACK -> binaryEvent(header, buffer, to);
            case CONNECT_ERROR -> throw new ProtocolException("only the server says CONNECT_ERROR");
        }
    }

    /** Socket.IO v5, "Connection to a namespace". */
    private void connect(PacketHeader header, byte[] buffer, int to) {
        Wishes wishes = header.jsonFrom() < to ? wishes(buffer, header.jsonFrom(), to) : Wishes.NONE;
        if (!header.isMain()) {
            session.send(List.of(PacketWriter.invalidNamespace(header.namespace())));
            return;
        }
        if (connection != null) {
            throw new ProtocolException("a second CONNECT");
        }
        connectTimer.cancel();
        SocketIoConnection newcomer =
                new SocketIoConnection(session, application, wishes.takesNull(), wishes.takesDeadline());
        connection = newcomer;
        if (closed) {
            return; // the session has ended while this was on its way
        }
        try {
            ServiceName name = serviceName();
            newcomer.ask(name);
        } catch (InvalidNameException invalid) {
            LOGGER.log(
                    Level.WARNING,
                    () -> "Refused: " + invalid.code() + " " + invalid.sentence() + " address="
                            + session.handshake().remoteAddress());
            application
                    .outsiders()
                    .badName(
                            SocketIoApplication.nameIn(session.handshake()),
                            session.handshake().remoteAddress(),
                            invalid.code());
            session.send(List.of(PacketWriter.connectError(invalid.code(), invalid.sentence(), Optional.empty())));
            session.close(CloseCause.FORCED_CLOSE);
        }
    }

    private Wishes wishes(byte[] buffer, int from, int to) {
        EventReader reader = application.readers().take();
        try {
            RawJson auth = reader.readValue(buffer, from, to);
            if (!auth.isObject()) {
                throw new ProtocolException("the auth of a CONNECT is an object");
            }
            return new Wishes(reader.readsTrue(auth, ACCEPTS_NULL), reader.readsTrue(auth, TAKES_DEADLINE));
        } finally {
            reader.forget();
            application.readers().giveBack(reader);
        }
    }

    private ServiceName serviceName() {
        List<String> given = session.handshake().parameter("serviceName");
        if (given.size() > 1) {
            throw new InvalidNameException(
                    io.microstream.hub.message.ErrorCode.SERVICE_NAME_INVALID, "A service's name is given once.");
        }
        return ServiceName.of(
                given.isEmpty() ? "" : given.get(0), application.settings().maxNameLength());
    }

    private void disconnect(PacketHeader header, boolean hasJson) {
        if (hasJson) {
            throw new ProtocolException("a DISCONNECT with a payload");
        }
        SocketIoConnection current = connection;
        if (current == null || !header.isMain()) {
            return;
        }
        connection = null;
        current.leave(Departure.CLEAN, "client namespace disconnect");
    }

    private void binaryEvent(PacketHeader header, byte[] buffer, int to) {
        requireConnected(header);
        if (header.attachments() > application.settings().maxAttachments()) {
            throw new ProtocolException("too many attachments: " + header.attachments());
        }
        PartialEvent event = new PartialEvent(header, buffer, to);
        partial = event; // as the original, also where no attachment follows: text that comes next is out of place
        if (event.isComplete()) {
            event(event.type(), event.json(), 0, event.json().length, List.of());
        }
    }

    private void event(PacketType type, byte[] json, int from, int to, List<byte[]> attachments) {
        EventReader reader = application.readers().take();
        try {
            if (type == PacketType.ACK || type == PacketType.BINARY_ACK) {
                if (!reader.readValue(json, from, to).isArray()) {
                    throw new ProtocolException("an ack is an array");
                }
                return; // nobody here has asked for one
            }
            SocketIoConnection current = connection;
            if (current != null) {
                current.received(reader.read(json, from, to, attachments));
            }
        } finally {
            reader.forget();
            application.readers().giveBack(reader);
        }
    }

    private void requireConnected(PacketHeader header) {
        if (!isConnected() || !header.isMain()) {
            throw new ProtocolException("an event without CONNECT");
        }
    }

    private boolean isConnected() {
        SocketIoConnection current = connection;
        return current != null && current.isConnected();
    }

    private void breakOff(String reason) {
        application.outsiders().badPacket();
        close(reason);
    }

    private void close(String reason) {
        explained = true;
        LOGGER.log(Level.WARNING, () -> "Closed for a malformed packet: " + reason + " " + who());
        session.close(CloseCause.PARSE_ERROR);
    }

    private String who() {
        SocketIoConnection current = connection;
        return current == null ? "address=" + session.handshake().remoteAddress() : current.who();
    }
}
