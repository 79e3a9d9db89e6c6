package io.microstream.hub.websocket.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Frame;
import io.microstream.hub.testing.HandMovedTime;
import io.microstream.hub.websocket.TextMessage;
import io.microstream.hub.websocket.WebSocketListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameConnectionTest {
    private static final int LIMIT = 1_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final HandMovedTime time = new HandMovedTime();
    private final RecordingLink link = new RecordingLink();
    private final List<String> heard = new ArrayList<>();
    private final List<Boolean> done = new ArrayList<>();
    private final FrameConnection connection =
            new FrameConnection(link, (delay, action) -> time.timers().schedule(delay, action)::cancel, LIMIT);

    @BeforeEach
    void open() {
        link.carry(connection);
        connection.open(channel -> new Listener());
    }

    @Test
    void messagesGoOutInTheirOrder() {
        send("a");
        send("b");
        connection.send(true, new byte[] {1}, done::add);

        assertThat(link.write().frames()).containsExactly("text a", "text b", "binary 01");
        assertThat(done).containsExactly(true, true, true);
    }

    @Test
    void messageThatWritesItselfGoesOutInItsPlace() {
        send("a");
        receive(ping("p"));

        assertThat(connection.sendNow(text("b"))).isTrue();

        send("c");
        assertThat(link.write().frames()).containsExactly("text a", "pong", "text b", "text c");
    }

    @Test
    void messageThatWritesItselfIsNotTakenAboveTheMark() {
        assertThat(connection.sendNow(text("x".repeat(1_000_000)))).isTrue();

        assertThat(connection.sendNow(text("b"))).isFalse();

        link.write();
        assertThat(connection.sendNow(text("b"))).isTrue();
    }

    @Test
    void messageThatWritesItselfIsNotTakenBehindAClose() {
        connection.close(1000);

        assertThat(connection.sendNow(text("b"))).isFalse();
    }

    @Test
    void messagesThatComeAreHeard() {
        receive(Frame.text("a"), Frame.binary((byte) 1));

        assertThat(heard).containsExactly("text a", "binary 1");
    }

    @Test
    void pingIsAnsweredInItsPlace() {
        send("a");
        receive(ping("p"));
        send("b");

        assertThat(link.write().frames()).containsExactly("text a", "pong", "text b");
    }

    @Test
    void ofSeveralPingsTheLastIsAnswered() {
        receive(ping("1"), ping("2"), ping("3"));

        int[] length = new int[1];
        byte[] bytes = connection.takeBytes(length);
        assertThat(new String(bytes, 0, length[0], StandardCharsets.ISO_8859_1)).isEqualTo("\u008a\u00013");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void closeIsAnsweredWithItsCode(int code) {
        receive(Frame.close(code, "bye"));

        assertThat(link.write().frames()).containsExactly("close " + code);
        assertThat(link.end()).isEqualTo("closes");
        assertThat(heard).containsExactly("close: close code " + code);
    }

    @Test
    void emptyCloseIsAnsweredWithAnEmptyOne() {
        receive(new Frame(Frame.FIN | Frame.CLOSE, new byte[0]));

        assertThat(link.write().frames()).containsExactly("close");
    }

    @Test
    void pingBeforeACloseIsAnsweredBeforeIt() {
        receive(ping("p"), Frame.close(1000, ""));

        assertThat(link.write().frames()).containsExactly("pong", "close 1000");
    }

    @Test
    void nothingGoesOutBehindAClose() {
        connection.close(1000);
        send("late");
        receive(ping("p"));
        connection.close(1001);

        assertThat(link.write().frames()).containsExactly("close 1000");
        assertThat(done).containsExactly(false);
    }

    @Test
    void peerThatAnswersOurCloseEndsTheConnection() {
        connection.close(1000);
        receive(Frame.close(1000, ""));

        assertThat(link.write().frames()).containsExactly("close 1000");
        assertThat(link.end()).isEqualTo("closes");
    }

    @Test
    void peerThatDoesNotAnswerOurCloseIsCutOff() {
        connection.close(1000);
        time.pass(CLOSE_TIMEOUT);
        String before = link.end();
        time.passOneNanosecond();

        assertThat(before).isEqualTo("open");
        assertThat(link.end()).isEqualTo("aborted");
        assertThat(heard).containsExactly("close: aborted");
    }

    @Test
    void peerThatDoesNotReadOurAnswerToItsCloseIsCutOff() {
        receive(Frame.close(1000, ""));
        time.pass(CLOSE_TIMEOUT.plusMillis(1));

        assertThat(link.end()).isEqualTo("aborted");
    }

    @Test
    void noTimerStaysBehindAClosedLink() {
        for (int i = 0; i < 1_000; i++) {
            FrameConnection other =
                    new FrameConnection(link, (delay, action) -> time.timers().schedule(delay, action)::cancel, LIMIT);
            other.close(1000);
            other.ended("closed");
            other.close(1000);
        }

        assertThat(time.timers().size()).isLessThan(1_000);
        time.pass(CLOSE_TIMEOUT.plusMillis(1));
        assertThat(link.end()).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x90, 0x83})
    void peerThatBreaksTheProtocolHearsWhyAndIsCutOffLater(int first) {
        receive(new Frame(first | 0x40, new byte[0]));

        assertThat(link.write().frames()).containsExactly("close 1002");
        assertThat(link.end()).isEqualTo("falls silent");
        assertThat(heard).containsExactly("close: close code 1002");
        time.pass(Duration.ofMillis(1_001));
        assertThat(link.end()).isEqualTo("aborted");
    }

    @Test
    void tooLargeMessageIsToldBeforeTheEnd() {
        receive(Frame.text("a"), Frame.binary(new byte[LIMIT + 1]), Frame.text("b"));

        assertThat(heard).containsExactly("text a", "too large 1001", "close: close code 1009");
        assertThat(link.write().frames()).containsExactly("close 1009");
    }

    @Test
    void listenerThatAbortsWhenItHearsOfTheEndDoesNotCutOurCloseOff() {
        FrameConnection other =
                new FrameConnection(link, (delay, action) -> time.timers().schedule(delay, action)::cancel, LIMIT);
        link.carry(other);
        other.open(channel -> new Listener() {
            @Override
            public void onTooLarge(long bytes) {
                channel.abort();
            }

            @Override
            public void onClose(String reason) {
                channel.abort();
            }
        });
        byte[] bytes = Frame.binary(new byte[LIMIT + 1]).masked();

        other.received(bytes, 0, bytes.length);

        assertThat(link.write().frames()).containsExactly("close 1009");
        assertThat(link.end()).isEqualTo("falls silent");
    }

    @Test
    void faultOfTheListenerCostsItsConnection() {
        connection.received(Frame.text("fault").masked(), 0, 11);

        assertThat(link.write().frames()).containsExactly("close 1011");
        receive(Frame.text("a"));
        assertThat(heard).containsExactly("close: close code 1011");
    }

    @Test
    void messageAboveTheMarkIsDoneWhenAllIsWritten() {
        send("x".repeat(300_000));
        assertThat(done).isEmpty();
        link.take();
        assertThat(done).isEmpty();

        link.write();

        assertThat(done).containsExactly(true);
    }

    @Test
    void heldMessageStaysHeldWhenItCameInBehindTheLastLook() {
        send("a");
        link.take();
        link.take(); // nothing more: the link is about to say so
        send("x".repeat(300_000));
        connection.written();

        assertThat(done).containsExactly(true);
        link.write();
        assertThat(done).containsExactly(true, true);
    }

    @Test
    void heldMessageIsLostWithTheConnection() {
        send("x".repeat(300_000));

        connection.ended("transport error");
        connection.written();

        assertThat(done).containsExactly(false);
    }

    @Test
    void messageBehindTheEndIsRefused() {
        connection.ended("transport close");

        send("late");

        assertThat(done).containsExactly(false);
    }

    @Test
    void endIsToldOnce() {
        connection.ended("transport close");
        connection.abort();
        connection.ended("again");
        receive(Frame.close(1000, ""));

        assertThat(heard).containsExactly("close: transport close");
    }

    @Test
    void endThatComesBeforeThereIsAListenerIsToldAllTheSame() {
        FrameConnection other =
                new FrameConnection(link, (delay, action) -> time.timers().schedule(delay, action)::cancel, LIMIT);

        other.open(channel -> {
            channel.abort();
            return new Listener();
        });

        assertThat(heard).containsExactly("close: aborted");
    }

    private void send(String text) {
        connection.send(false, text.getBytes(StandardCharsets.UTF_8), done::add);
    }

    private void receive(Frame... frames) {
        for (Frame frame : frames) {
            byte[] bytes = frame.masked();
            connection.received(bytes, 0, bytes.length);
        }
    }

    private static Frame ping(String text) {
        return new Frame(Frame.FIN | Frame.PING, text.getBytes(StandardCharsets.UTF_8));
    }

    private class Listener implements WebSocketListener {
        @Override
        public void onText(byte[] buffer, int from, int to) {
            String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
            if (text.equals("fault")) {
                throw new IllegalStateException("a fault that the test wants");
            }
            heard.add("text " + text);
        }

        @Override
        public void onBinary(byte[] message) {
            heard.add("binary " + message.length);
        }

        @Override
        public void onTooLarge(long bytes) {
            heard.add("too large " + bytes);
        }

        @Override
        public void onClose(String reason) {
            heard.add("close: " + reason);
        }
    }

    private static TextMessage text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TextMessage() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public void writeTo(byte[] target, int at) {
                System.arraycopy(bytes, 0, target, at, bytes.length);
            }
        };
    }
}
