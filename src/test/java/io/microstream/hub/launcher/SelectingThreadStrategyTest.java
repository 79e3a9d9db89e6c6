package io.microstream.hub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.threadpool.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the server's own transport, with one thread that selects. */
class SelectingThreadStrategyTest {
    /** Who served a read. */
    private record Served(Thread by, boolean whileItSelects, boolean asService) {}

    private final BlockingQueue<Served> served = new LinkedBlockingQueue<>();
    private final TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance()
            .setIOStrategy(SelectingThreadStrategy.getInstance())
            .setSelectorRunnersCount(1)
            .build();

    @SuppressWarnings("NullAway.Init")
    private TCPNIOServerConnection listener;

    private volatile boolean neverBlocks;

    @BeforeEach
    void listen() throws Exception {
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(new Look())
                .build());
        listener = transport.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        transport.start();
    }

    @AfterEach
    void stop() throws Exception {
        transport.shutdownNow();
    }

    @Test
    void connectionThatNeverBlocksIsServedByTheThreadThatSelects() throws Exception {
        neverBlocks = true;
        try (Socket peer = connect()) {
            Served first = read(peer);
            Served second = read(peer);
            Served third = read(peer);

            assertThat(second.whileItSelects()).isTrue();
            assertThat(second.asService())
                    .as("the server takes it for one that may not block")
                    .isFalse();
            assertThat(third).isEqualTo(second);
            assertThat(first.whileItSelects()).as("before anybody said so").isFalse();
        }
    }

    @Test
    void whateverElseLetsAnotherThreadSelectOn() throws Exception {
        try (Socket peer = connect()) {
            read(peer);
            Served second = read(peer);

            assertThat(second.whileItSelects()).isFalse();
        }
    }

    @Test
    void threadThatSelectsIsOneAfterwardsToo() throws Exception {
        neverBlocks = true;
        try (Socket peer = connect();
                Socket other = connect()) {
            read(peer);
            read(peer);
            neverBlocks = false;

            assertThat(read(other).whileItSelects()).isFalse();
            assertThat(read(peer).whileItSelects()).isTrue();
        }
    }

    @Test
    void laneSetsTheAttributeThatTheStrategyLooksFor() throws Exception {
        Field ofTheLane = Class.forName("io.microstream.hub.websocket.frames.PayaraSocketAccess")
                .getDeclaredField("NEVER_BLOCKS");
        ofTheLane.setAccessible(true);

        assertThat(ofTheLane.get(null)).isEqualTo(SelectingThreadStrategy.NEVER_BLOCKS);
    }

    private Socket connect() throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
        return new Socket(address.getAddress(), address.getPort());
    }

    private Served read(Socket peer) throws Exception {
        peer.getOutputStream().write('x');
        Served found = served.poll(10, TimeUnit.SECONDS);
        assertThat(found).as("who served the read").isNotNull();
        return found;
    }

    /** As the lane does: the connection is known once its first bytes have been read. */
    private final class Look extends BaseFilter {
        @Override
        public NextAction handleRead(FilterChainContext context) {
            NIOConnection connection = (NIOConnection) context.getConnection();
            Thread selects = connection.getSelectorRunner().getRunnerThread();
            served.add(new Served(Thread.currentThread(), Thread.currentThread() == selects, Threads.isService()));
            if (neverBlocks) {
                connection.getAttributes().setAttribute(SelectingThreadStrategy.NEVER_BLOCKS, Boolean.TRUE);
            }
            return context.getStopAction();
        }
    }
}
