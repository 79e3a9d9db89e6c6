package io.microstream.hub.bench;

import io.microstream.hub.engineio.BenchSessions;
import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.routing.HubCounters;
import io.microstream.hub.routing.HubObserver;
import io.microstream.hub.routing.Outsiders;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.Router;
import io.microstream.hub.routing.RoutingSettings;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.socketio.SocketIoApplication;
import io.microstream.hub.testing.Defaults;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.time.HubClock;
import io.microstream.hub.time.HubTimers;
import io.microstream.hub.traffic.Traffic;
import io.microstream.hub.traffic.TrafficSettings;
import io.microstream.hub.websocket.frames.BenchSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One request and its answer, from the asker's masked frame to the frame that carries the answer to it: everything the
 * hub does between two reads of sockets, with nothing left out but the sockets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ForwardingBenchmark {
    private static final int ASKERS = 8;

    /** The default of {@code MICROSTREAM_MAX_CALLS}. */
    private static final int CALLS = 4_096;

    private static final Logger LOGS = Logger.getLogger(Router.class.getPackageName());

    /** Of the data in a request, and of the answer. */
    @Param("100")
    public int bytes;

    @Param({"16", "5000"})
    public int services;

    /** Requests that wait meanwhile, spread over all services. */
    @Param({"0", "1000000"})
    public int pending;

    /** Whether calls are measured, as the console and the metrics want it. */
    @Param({"true", "false"})
    public boolean statistics;

    /** Whether a request says how long its asker waits. */
    @Param({"false", "true"})
    public boolean deadline;

    private BenchSocket[] sockets = {};
    private byte[][] requests = {};
    private byte[][] answers = {};
    private int next;

    @Setup
    public void connect() {
        RoutingSettings settings = HandMadeHub.bounded(Integer.MAX_VALUE, Integer.MAX_VALUE);
        LOGS.setLevel(Level.INFO); // as a hub has it that nobody has configured; for its tests it is lower
        HubClock clock = new HubClock(0);
        HubCounters counters = new HubCounters();
        PendingRequests waiting = new PendingRequests(clock, settings, counters);
        HubObserver observer = new Traffic(new TrafficSettings(statistics, CALLS, false));
        ServiceRegistry registry = new ServiceRegistry(clock, settings, waiting, counters, observer);
        Router router = new Router(clock, registry, waiting, counters, observer);
        HubTimers timers = new HubTimers(clock);
        Outsiders outsiders = new Outsiders(counters, observer);
        SocketIoApplication application =
                new SocketIoApplication(Defaults.socketIo(), registry, router, outsiders, timers, clock);
        EngineSessions sessions = new EngineSessions(Defaults.engine(), timers, application);
        sockets = new BenchSocket[services];
        requests = new byte[services][];
        answers = new byte[services][];
        for (int i = 0; i < services; i++) {
            sockets[i] = new BenchSocket(BenchSessions.acceptor(sessions, name(i)));
            sockets[i].receive(frame("40"));
            sockets[i].drain();
            requests[i] = request(i, "V1StGXR8_Z5jdHi6-" + (1000 + i % 1000));
            answers[i] = frame("42[\"response\",{\"id\":\"V1StGXR8_Z5jdHi6-" + (1000 + i % 1000) + "\",\"response\":"
                    + data() + "}]");
        }
        for (int i = 0; i < pending; i++) {
            sockets[i % services].receive(request((i + 1) % services, "waits-for-ever-" + (100_000_000 + i)));
            sockets[(i + 1) % services].drain();
        }
        requireAnswer();
    }

    @Benchmark
    public int requestAndAnswer() {
        int callee = next;
        next = callee + 1 == services ? 0 : callee + 1;
        int asker = callee % ASKERS;
        sockets[asker].receive(requests[callee]);
        int forwarded = sockets[callee].drain();
        sockets[callee].receive(answers[callee]);
        return forwarded + sockets[asker].drain();
    }

    private void requireAnswer() {
        sockets[0].receive(requests[1]);
        sockets[1].drain();
        sockets[1].receive(answers[1]);
        String answer = new String(sockets[0].drained(), StandardCharsets.UTF_8);
        if (!answer.contains("42[\"response\",{\"id\":\"V1StGXR8_Z5jdHi6-1001\",\"response\":" + data() + "}]")) {
            throw new IllegalStateException("Not the answer: " + answer);
        }
    }

    private byte[] request(int callee, String id) {
        String timeout = deadline ? "\"timeout\":5000," : "";
        return frame("42[\"request\",{\"targetService\":\"" + name(callee) + "\"," + timeout + "\"payload\":{\"id\":\""
                + id + "\",\"event\":\"invoice\",\"data\":" + data() + "}}]");
    }

    private String data() {
        char[] text = new char[bytes];
        Arrays.fill(text, 'x');
        return '"' + new String(text) + '"';
    }

    private static String name(int i) {
        return "service-" + i;
    }

    private static byte[] frame(String packet) {
        return BenchSocket.frame(packet.getBytes(StandardCharsets.UTF_8));
    }
}
