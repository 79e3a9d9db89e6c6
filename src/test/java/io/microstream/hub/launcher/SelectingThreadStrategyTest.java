package io.microstream.hub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private final Set<Thread> inARound = ConcurrentHashMap.newKeySet();
    private final List<String> blockingReadsInARound = new CopyOnWriteArrayList<>();
    private final Consumer<Boolean> owner = begins -> {
        events.add(begins ? "begins" : "ends");
        if (begins) {
            inARound.add(Thread.currentThread());
        } else {
            inARound.remove(Thread.currentThread());
        }
    };

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
    void ownerIsToldOfTheRoundsInWhichItIsServed() throws Exception {
        neverBlocks = true;
        try (Socket peer = connect()) {
            read(peer);
            assertThat(event()).isEqualTo("read");

            read(peer);
            read(peer);

            assertThat(List.of(event(), event(), event(), event(), event(), event()))
                    .containsExactly("begins", "read", "ends", "begins", "read", "ends");
        }
    }

    /** The thread that selects waits in the first read until the others are there, too. */
    @Test
    void readsOfOneSelectionAreOneRound() throws Exception {
        neverBlocks = true;
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            for (Socket peer : List.of(first, second, third)) {
                read(peer);
                read(peer); // comes only once the server selects this connection again
                assertThat(List.of(event(), event(), event(), event()))
                        .containsExactly("read", "begins", "read", "ends");
            }
            hold = new CountDownLatch(1);
            first.getOutputStream().write('x');
            assertThat(List.of(event(), event())).containsExactly("begins", "read");

            second.getOutputStream().write('x');
            third.getOutputStream().write('x');
            hold.countDown();

            assertThat(event()).isEqualTo("ends");
            assertThat(List.of(event(), event(), event(), event())).containsExactly("begins", "read", "read", "ends");
        }
    }

    /** In which order the server serves what it found at once is its own business; so several times. */
    @Test
    void roundIsOverBeforeItsThreadMayBlock() throws Exception {
        try (Socket mayBlock = connect()) {
            read(mayBlock);
            neverBlocks = true;
            try (Socket first = connect();
                    Socket second = connect()) {
                read(first);
                read(second);
                neverBlocks = false;
                for (int i = 0; i < 30; i++) {
                    hold = new CountDownLatch(1);
                    first.getOutputStream().write('x');
                    awaitRead();
                    mayBlock.getOutputStream().write('x');
                    second.getOutputStream().write('x');
                    hold.countDown();
                    awaitRead();
                    awaitRead();
                }
            }
        }

        assertThat(blockingReadsInARound).isEmpty();
    }

    private void awaitRead() throws InterruptedException {
        assertThat(served.poll(10, TimeUnit.SECONDS)).as("a read").isNotNull();
    }

    private String event() throws InterruptedException {
        String event = events.poll(10, TimeUnit.SECONDS);
        return event == null ? "nothing" : event;
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As the lane does: the connection is known once its first bytes have been read. */
    private final class Look extends BaseFilter {
        @Override
        public NextAction handleRead(FilterChainContext context) {
            NIOConnection connection = (NIOConnection) context.getConnection();
            Thread selects = connection.getSelectorRunner().getRunnerThread();
            CountDownLatch holdNow = hold; // the test goes on once it knows of this read
            boolean mark = neverBlocks;
            events.add("read");
            served.add(new Served(Thread.currentThread(), Thread.currentThread() == selects, Threads.isService()));
            if (connection.getAttributes().getAttribute(SelectingThreadStrategy.NEVER_BLOCKS) != null) {
                await(holdNow);
            } else if (inARound.contains(Thread.currentThread())) {
                blockingReadsInARound.add("a read that may block, while others wait for the round's end");
            }
            if (mark) {
                connection.getAttributes().setAttribute(SelectingThreadStrategy.NEVER_BLOCKS, owner);
            }
            return context.getStopAction();
        }
    }
}
