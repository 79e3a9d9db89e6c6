package io.microstream.client;

import io.microstream.client.internal.Json;
import io.microstream.client.internal.PacketWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings answers to the hub. What cannot be sent because the connection has just gone is kept for as long as the hub
 * waits for a service to come back. Any thread.
 */
final class Answers {
    private static final Logger LOGGER = System.getLogger(Answers.class.getName());

    /** The hub's own grace; later it would not take the answer, and the original hub dies of one. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final int MOST_KEPT = 10_000;

    private record Kept(String packet, List<byte[]> attachments, long atNanos) {}

    private final HubConnection connection;
    private final int maxAttachments;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Kept> kept = new ArrayDeque<>();

    Answers(HubConnection connection, int maxAttachments) {
        this.connection = connection;
        this.maxAttachments = maxAttachments;
    }

    void value(@Nullable String idJson, Json.Encoded value) {
        if (idJson == null) {
            return; // nobody waits
        }
        int attachments = value.attachments().size();
        String packet = PacketWriter.answer(attachments, idJson, value.json().isEmpty() ? "null" : value.json());
        if (packet.length() > connection.maxPayloadBytes() || attachments > maxAttachments) {
            LOGGER.log(
                    Level.WARNING,
                    () -> "An answer is too large: characters=" + packet.length() + " binary parts=" + attachments);
            error(idJson, "INTERNAL_SERVER_ERROR", "The answer is larger than the hub takes", "null");
            return;
        }
        send(packet, value.attachments());
    }

    void error(@Nullable String idJson, String code, String message, String dataJson) {
        if (idJson != null) {
            send(PacketWriter.error(idJson, code, message, dataJson), List.of());
        }
    }

    /** There is a connection again. */
    void connected() {
        List<Kept> waiting;
        lock.lock();
        try {
            waiting = new ArrayList<>(kept);
            kept.clear();
        } finally {
            lock.unlock();
        }
        for (Kept answer : waiting) {
            if (System.nanoTime() - answer.atNanos() < GRACE.toNanos()) {
                send(answer.packet(), answer.attachments());
            }
        }
    }

    private void send(String packet, List<byte[]> attachments) {
        if (connection.send(packet, attachments)) {
            return;
        }
        lock.lock();
        try {
            kept.add(new Kept(packet, attachments, System.nanoTime()));
            if (kept.size() > MOST_KEPT) {
                kept.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
