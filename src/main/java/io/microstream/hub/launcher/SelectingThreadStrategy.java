package io.microstream.hub.launcher;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.strategies.LeaderFollowerNIOStrategy;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.grizzly.threadpool.Threads;
import org.jspecify.annotations.Nullable;

/**
 * Which of the server's threads serves what: a connection whose owner never blocks is read by the thread that selects,
 * without a hand-over and without waking the selector to be asked again. Everything else may block; for it the thread that
 * has selected it serves it, and another selects on.
 *
 * <p>The reads of one selection that are served so are a round; the connections' owner is told of its begin and end.
 *
 * <p>Made by the server, by the name that {@code domain.xml} has; any of its threads calls.
 */
@SuppressWarnings("rawtypes") // as the interface has them
public final class SelectingThreadStrategy implements IOStrategy {
    /**
     * Attribute of a connection that the {@code frames} lane sets, a {@code Consumer<Boolean>}: true before the first read
     * of a round, false after its last. Neither throws.
     */
    static final String NEVER_BLOCKS = "microstream.hub.never-blocks";

    private static final SelectingThreadStrategy INSTANCE = new SelectingThreadStrategy();

    private final IOStrategy inPlace = SameThreadIOStrategy.getInstance();
    private final IOStrategy mayBlock = LeaderFollowerNIOStrategy.getInstance();
    private final ThreadLocal<@Nullable Consumer<Boolean>> round = new ThreadLocal<>();

    private SelectingThreadStrategy() {}

    /** Where the server looks for a strategy. */
    public static SelectingThreadStrategy getInstance() {
        return INSTANCE;
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
        return executeIoEvent(connection, event, true);
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean enabled) throws IOException {
        Consumer<Boolean> owner = event == IOEvent.READ ? ownerThatNeverBlocks(connection) : null;
        if (owner == null) {
            endRound(); // this thread may block now, and another selects on
            return mayBlock.executeIoEvent(connection, event, enabled);
        }
        beginRound((NIOConnection) connection, owner);
        boolean selects = Threads.isService();
        // Or the server hands the read over all the same, since it takes it for one that may block.
        Threads.setService(false);
        try {
            return inPlace.executeIoEvent(connection, event, enabled);
        } finally {
            Threads.setService(selects);
        }
    }

    @SuppressWarnings("unchecked") // the lane sets it
    private static @Nullable Consumer<Boolean> ownerThatNeverBlocks(Connection connection) {
        return (Consumer<Boolean>) connection.getAttributes().getAttribute(NEVER_BLOCKS);
    }

    private void beginRound(NIOConnection connection, Consumer<Boolean> owner) {
        if (round.get() == owner) {
            return;
        }
        endRound();
        owner.accept(true);
        round.set(owner);
        // It runs before the next selection, on whichever thread makes it.
        ((NIOTransport) connection.getTransport())
                .getSelectorHandler()
                .enque(connection.getSelectorRunner(), this::endRound, null);
    }

    /** Always true: the selection goes on. */
    private boolean endRound() {
        Consumer<Boolean> owner = round.get();
        if (owner != null) {
            round.remove();
            owner.accept(false);
        }
        return true;
    }

    @Override
    public Executor getThreadPoolFor(Connection connection, IOEvent event) {
        return mayBlock.getThreadPoolFor(connection, event);
    }

    @Override
    public ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
        return mayBlock.createDefaultWorkerPoolConfig(transport);
    }
}
