package io.microstream.hub.websocket.frames;

import java.util.ArrayList;
import org.xnio.XnioIoThread;

/**
 * One of the server's I/O threads as the lane sees it: its buffers, and whom to flush when all that is ready now has been
 * read. Of that thread only.
 */
final class XnioRound {
    private final XnioIoThread thread;
    private final IoBuffers buffers = new IoBuffers();
    private ArrayList<XnioLink> dirty = new ArrayList<>();
    private ArrayList<XnioLink> flushing = new ArrayList<>();
    private boolean due;

    XnioRound(XnioIoThread thread) {
        this.thread = thread;
    }

    IoBuffers buffers() {
        return buffers;
    }

    /** Flushes the link soon; each peer once, however many have something for it. */
    void flushLater(XnioLink link) {
        dirty.add(link);
        if (!due) {
            due = true;
            thread.execute(this::flush); // runs behind the sockets that are ready now, before the next select
        }
    }

    private void flush() {
        due = false;
        ArrayList<XnioLink> round = dirty;
        dirty = flushing;
        flushing = round;
        for (XnioLink link : round) {
            link.flush();
        }
        round.clear();
    }
}
