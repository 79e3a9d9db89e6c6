package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.RawService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO's CONNECT and DISCONNECT. */
class ConnectWireIT extends WireTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"token\":\"t\"}", "{\"acceptsNull\":false}", "{\"a\":[1,{\"b\":null}]}"})
    void connectIsAnsweredWhateverItsAuth(String auth) {
        newcomer("orders").join(auth).expectNothing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "40/foo, 44/foo,",
                "40/foo 44/foo,",
                "40/foo,{} 44/foo,",
                "40/other/name, 44/other/name,",
                "40/?x=1, 44/?x=1,"
            })
    void otherNamespacesAreInvalidAndTheConnectionStays(String connect, String answer) {
        RawService orders = newcomer("orders");

        orders.send(connect).expect(answer + "{\"message\":\"Invalid namespace\"}");

        orders.join().expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40[1]", "40\"x\"", "40{bad", "40null", "40{}x", "40{},{}"})
    void connectWithoutAnObjectIsClosed(String connect) {
        newcomer("orders").send(connect).expectClosed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"42[\"request\",{}]", "42[\"heartbeat\",{\"serviceName\":\"orders\"}]", "43[]", "4", "44{}"})
    void anythingBeforeConnectIsClosed(String packet) {
        newcomer("orders").send(packet).expectClosed();
    }

    @Test
    void secondConnectIsClosedAndTheNameIsFree() {
        RawService watcher = service("watcher");
        RawService orders = service("orders");

        orders.send("40").expectClosed();

        watcher.expectAway("orders");
    }

    @Test
    void disconnectFreesTheNameAndKeepsTheConnection() {
        RawService watcher = service("watcher");
        RawService orders = service("orders");
        String first = orders.sid();

        orders.send("41");
        watcher.expectAway("orders");

        orders.join().expectNothing();
        assertThat(orders.sid()).isNotEqualTo(first);
    }

    @Test
    void eventAfterDisconnectIsClosed() {
        RawService watcher = service("watcher");
        RawService orders = service("orders").send("41");
        watcher.expectAway("orders");

        orders.heartbeat().expectClosed();
    }

    @Test
    void disconnectBeforeConnectHurtsNothing() {
        RawService orders = newcomer("orders");

        orders.send("3").join().expectNothing();
    }

    @Test
    void hangingUpFreesTheName() {
        RawService watcher = service("watcher");
        RawService orders = service("orders");

        orders.close();

        watcher.expectAway("orders");
        service("orders").expectNothing();
    }

    @Test
    void goodbyeOverPollingFreesTheName() {
        RawService watcher = service("watcher");
        RawService orders = pollingService("orders");

        orders.send("41", "1");

        watcher.expectAway("orders");
        pollingService("orders").expectNothing();
    }

    @Test
    void closePacketOverAWebSocketHurtsNobodyElse() {
        RawService watcher = service("watcher");
        RawService orders = service("orders");

        orders.send("1").close();

        watcher.expectAway("orders");
    }
}
