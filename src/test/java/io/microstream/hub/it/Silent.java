package io.microstream.hub.it;

import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawSocket;
import io.microstream.hub.testing.TcpConnections;
import java.util.function.BooleanSupplier;

/**
 * A service that registers and then neither reads nor writes, and keeps its connection open.
 *
 * @param cutOff whether the hub has let go of it
 */
record Silent(BooleanSupplier cutOff, Runnable hangUp) implements AutoCloseable {
    private static final int RECEIVE_BUFFER_BYTES = 4_096;

    static Silent webSocket(HubTarget hub, String name) {
        RawSocket socket = RawSocket.narrow(hub, RECEIVE_BUFFER_BYTES);
        RawService.websocket(socket, name).join();
        int hubPort = hub.address().getPort();
        return new Silent(() -> !TcpConnections.exists(hubPort, socket.localPort()), socket::close);
    }

    static Silent polling(HubTarget hub, String name) {
        RawEngineClient session =
                RawEngineClient.open(hub, "serviceName=" + name).join();
        return new Silent(() -> session.poll().status() == 400, session::close);
    }

    boolean isCutOff() {
        return cutOff.getAsBoolean();
    }

    @Override
    public void close() {
        hangUp.run();
    }
}
