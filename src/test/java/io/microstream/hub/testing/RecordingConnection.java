package io.microstream.hub.testing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.routing.CloseReason;
import io.microstream.hub.routing.Connection;
import io.microstream.hub.routing.ConnectionStatus;
import io.microstream.hub.routing.Refusal;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.SendResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A connection that remembers what the hub told it. Any thread. */
public class RecordingConnection implements Connection {
    /**
     * One message, copied when it was sent.
     *
     * @param id the text of the id as the peer sees it; empty without one
     * @param text the payload as it came, or the answer's value; empty without one
     */
    public record Sent(boolean isAnswer, String id, String text, List<byte[]> attachments) {}

    private final String id;
    private final String address;
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    private final List<CloseReason> closes = new CopyOnWriteArrayList<>();
    private final List<Registration> welcomes = new CopyOnWriteArrayList<>();
    private final AtomicInteger probes = new AtomicInteger();
    private volatile boolean ownAddress = true;
    private volatile SendResult sendResult = SendResult.QUEUED;
    private volatile Consumer<Sent> onSend = message -> {};
    private volatile Runnable onWelcome = () -> {};
    private volatile Runnable onClose = () -> {};

    public RecordingConnection(String id, String address) {
        this.id = id;
        this.address = address;
    }

    /** From now on a send ends like this; only what is queued is recorded. */
    public RecordingConnection willReturn(SendResult result) {
        sendResult = result;
        return this;
    }

    /** What happens during each send, before it returns. */
    public RecordingConnection onSend(Consumer<Sent> action) {
        onSend = action;
        return this;
    }

    public RecordingConnection onWelcome(Runnable action) {
        onWelcome = action;
        return this;
    }

    public RecordingConnection onClose(Runnable action) {
        onClose = action;
        return this;
    }

    /** The registration it was welcomed with. */
    public Optional<Registration> registration() {
        return welcomes.stream().findFirst();
    }

    public boolean isWelcome() {
        return !welcomes.isEmpty();
    }

    public List<Refusal> refusals() {
        return refusals;
    }

    public List<CloseReason> closes() {
        return closes;
    }

    public int probes() {
        return probes.get();
    }

    /** Everything it was told, in order, one word and what belongs to it. */
    public List<String> journal() {
        return journal;
    }

    /** The requests it was sent. */
    public List<Sent> requests() {
        return sent.stream().filter(message -> !message.isAnswer()).toList();
    }

    /** The answers it was sent. */
    public List<Sent> answers() {
        return sent.stream().filter(Sent::isAnswer).toList();
    }

    /** The answers as {@code id=value}. */
    public List<String> answerTexts() {
        return answers().stream()
                .map(answer -> answer.id() + "=" + answer.text())
                .toList();
    }

    /** The codes of the errors it was sent; an answer that is none stands as it is. */
    public List<String> outcomes() {
        return answers().stream()
                .map(answer -> answer.text().replaceFirst("^\\{\"error\":\\{\"code\":\"([A-Z_]+)\".*$", "$1"))
                .toList();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String remoteAddress() {
        return address;
    }

    @Override
    public boolean hasOwnAddress() {
        return ownAddress;
    }

    /** From now on it comes through a proxy that others use as well. */
    public RecordingConnection behindAProxy() {
        ownAddress = false;
        return this;
    }

    @Override
    public void welcome(Registration registration, Runnable answerQueued) {
        journal.add("welcome");
        welcomes.add(registration);
        onWelcome.run();
        answerQueued.run();
    }

    @Override
    public void refuse(Refusal refusal) {
        journal.add("refuse " + refusal.getClass().getSimpleName());
        refusals.add(refusal);
    }

    @Override
    public SendResult send(Delivery message) {
        Sent copy = copy(message);
        if (sendResult == SendResult.QUEUED) {
            journal.add((copy.isAnswer() ? "answer " : "request ") + copy.id() + " " + copy.text());
            sent.add(copy);
        }
        onSend.accept(copy);
        return sendResult;
    }

    private static Sent copy(Delivery message) {
        if (message instanceof Delivery.Request request) {
            RawJson id =
                    request.replacedId().isAbsent() ? request.payload().id().text() : request.replacedId();
            return new Sent(false, id.text(), request.payload().json().text(), request.attachments());
        }
        Delivery.Answer answer = (Delivery.Answer) message;
        return new Sent(true, answer.id().text(), answer.value().text(), answer.attachments());
    }

    @Override
    public void probe() {
        journal.add("probe");
        probes.incrementAndGet();
    }

    @Override
    public void close(CloseReason reason) {
        journal.add("close " + reason);
        closes.add(reason);
        onClose.run();
    }

    @Override
    public ConnectionStatus status() {
        return new ConnectionStatus("websocket", 0);
    }

    @Override
    public String toString() {
        return id;
    }
}
