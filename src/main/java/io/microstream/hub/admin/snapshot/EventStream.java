package io.microstream.hub.admin.snapshot;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's stream. Who reads more slowly than a snapshot a second gets the newest when it is ready again, and misses
 * those between; nothing waits but that one. Owns it under its lock.
 */
final class EventStream implements SnapshotFeed.Viewer, WriteListener, AsyncListener {
    private final AsyncContext context;
    private final SnapshotFeed feed;
    private final ReentrantLock lock = new ReentrantLock();
    private byte @Nullable [] next;
    private boolean listening;
    private boolean over;

    EventStream(AsyncContext context, SnapshotFeed feed) {
        this.context = context;
        this.feed = feed;
    }

    @Override
    public void show(byte[] event) {
        lock.lock();
        try {
            next = event;
            if (listening) {
                write();
            }
        } catch (IOException | RuntimeException gone) { // the viewer is gone; Payara says so in several ways
            end();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onWritePossible() {
        lock.lock();
        try {
            listening = true;
            write();
        } catch (IOException | RuntimeException gone) {
            end();
        } finally {
            lock.unlock();
        }
    }

    private void write() throws IOException {
        ServletOutputStream out = context.getResponse().getOutputStream();
        while (!over && next != null && out.isReady()) {
            byte[] event = next;
            next = null;
            out.write(event);
            if (out.isReady()) {
                out.flush();
            }
        }
    }

    private void end() {
        feed.leave(this);
        if (!over) {
            over = true;
            try {
                context.complete();
            } catch (IllegalStateException completed) {
                // Somebody was faster.
            }
        }
    }

    @Override
    public void onError(Throwable gone) {
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        lock.lock();
        try {
            over = true;
            feed.leave(this);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(new IOException("timeout"));
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(new IOException("error"));
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
