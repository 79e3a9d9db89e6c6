package io.microstream.hub.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.routing.Outcome;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallTableTest {
    private static final Payload PAYLOAD = new Payload(RawJson.of("{\"id\":1}"), RequestId.ABSENT, 0);

    private final KnownTargets targets = new KnownTargets();

    @Test
    void callIsFoundAgainByTheTextOfItsEvent() {
        CallTable table = new CallTable(100, targets, false);
        byte[] borrowed = "xx\"pay\"xx".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        CallStats call = table.find("orders", "billing", RawJson.slice(borrowed, 2, 7));
        borrowed[3] = 'P';

        assertThat(table.find("orders", "billing", RawJson.of("\"pay\""))).isSameAs(call);
        assertThat(table.find("orders", "billing", RawJson.of("\"Pay\""))).isNotSameAs(call);
        assertThat(table.find("orders", "mail", RawJson.of("\"pay\""))).isNotSameAs(call);
        assertThat(table.find("stock", "billing", RawJson.of("\"pay\""))).isNotSameAs(call);
        assertThat(call.event()).isEqualTo("pay");
    }

    @Test
    void eventsBeyondTheBoundOfAPairAreCountedTogether() {
        CallTable table = new CallTable(1_000, targets, false);

        for (int i = 0; i < 500; i++) {
            measure(table.find("orders", "billing", RawJson.of("\"e" + i + "\"")));
        }

        assertThat(table.calls()).hasSize(CallTable.MAX_EVENTS + 1);
        assertThat(table.calls())
                .filteredOn(call -> call.event().equals(CallTable.OTHER))
                .singleElement()
                .satisfies(call -> assertThat(call.begun()).isEqualTo(500 - CallTable.MAX_EVENTS));
        assertThat(table.calls().stream().mapToLong(CallStats::begun).sum()).isEqualTo(500);
    }

    @Test
    void fullTableFoldsWhatWasUsedLongestAgoAndLosesNoCount() {
        CallTable table = new CallTable(80, targets, false);
        targets.add("billing");
        for (int i = 0; i < 80; i++) {
            measure(table.find("caller-" + i, "billing", RawJson.ABSENT));
        }
        long later = System.currentTimeMillis() + 10_000;
        table.sample(later);
        measure(table.find("caller-0", "billing", RawJson.ABSENT)); // used again
        table.sample(later + 5_000);

        measure(table.find("newcomer", "billing", RawJson.ABSENT));
        table.sample(System.currentTimeMillis() + 60_000);

        List<CallStats> calls = table.calls();
        assertThat(calls).extracting(CallStats::caller).contains("caller-0", "newcomer", CallTable.OTHER);
        assertThat(calls.size()).isLessThanOrEqualTo(81);
        assertThat(calls.stream().mapToLong(CallStats::begun).sum()).isEqualTo(82);
        assertThat(calls)
                .filteredOn(call -> call.caller().equals(CallTable.OTHER))
                .singleElement()
                .satisfies(fold -> assertThat(fold.callee()).isEqualTo("billing"))
                .satisfies(fold -> assertThat(fold.begun()).isEqualTo(10));
    }

    @Test
    void callWithRequestsInFlightIsNotFoldedBeforeTheyEnd() {
        CallTable table = new CallTable(8, targets, false);
        CallStats waiting = table.find("caller", "billing", RawJson.ABSENT);
        long ticket = waiting.begin(PAYLOAD, 8);
        for (int i = 0; i < 8; i++) {
            measure(table.find("caller-" + i, "billing", RawJson.ABSENT));
        }
        table.sample(System.currentTimeMillis() + 60_000);
        long before = table.calls().stream().mapToLong(CallStats::begun).sum();

        waiting.ended(ticket, Outcome.LOST);
        table.sample(System.currentTimeMillis() + 60_000);

        assertThat(table.calls().stream().mapToLong(CallStats::begun).sum()).isEqualTo(before + 1);
        assertThat(table.calls().stream().mapToLong(CallStats::inFlight).sum()).isZero();
    }

    @Test
    void knownCallIsMeasuredWithoutMakingAnObject() {
        CallTable table = new CallTable(100, targets, false);
        RawJson event = RawJson.of("\"pay\"");
        RawJson answer = RawJson.of("{\"ok\":true}");
        for (int i = 0; i < 20_000; i++) {
            round(table, event, answer);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < 20_000; i++) {
            round(table, event, answer);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    private static void round(CallTable table, RawJson event, RawJson answer) {
        CallStats call = table.find("orders", "billing", event);
        call.answered(call.begin(PAYLOAD, 8), answer);
    }

    private static void measure(CallStats call) {
        call.answered(call.begin(PAYLOAD, 8), RawJson.of("7"));
    }
}
