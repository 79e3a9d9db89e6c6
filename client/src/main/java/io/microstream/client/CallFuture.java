package io.microstream.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The future of a call. It refuses to block the client's own reading thread, on which callbacks run: the answer that is
 * waited for there could never be read.
 */
final class CallFuture<T> extends CompletableFuture<T> {
    private final ReadingThread readingThread;

    CallFuture(ReadingThread readingThread) {
        this.readingThread = readingThread;
    }

    /** Knows which thread must not wait. */
    interface ReadingThread {
        boolean isCurrent();
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(readingThread);
    }

    @Override
    public T join() {
        refuseToBlock();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseToBlock();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseToBlock();
        return super.get(timeout, unit);
    }

    private void refuseToBlock() {
        if (!isDone() && readingThread.isCurrent()) {
            throw new IllegalStateException("A callback of a call must not wait for another call: use thenCompose, "
                    + "the …Async methods, or completions(executor)");
        }
    }
}
