package io.microstream.hub.admin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.admin.snapshot.AttentionLog.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AttentionLogTest {
    private static final Finding SLOW = new Finding("slow:report", "risk", "report", "It is slow.", "Look.");
    private static final Finding GONE = new Finding("gone:mail", "broken", "mail", "It is gone.", "Start it.");

    private final AttentionLog log = new AttentionLog();

    @Test
    void whatGoesOnKeepsItsBeginning() {
        log.update(List.of(SLOW), 1_000);
        log.update(List.of(SLOW), 2_000);

        assertThat(log.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.since()).isEqualTo(1_000);
            assertThat(entry.overAt()).isNull();
        });
    }

    @Test
    void whatIsOverStaysForAWhileBehindWhatIsNot() {
        log.update(List.of(GONE), 1_000);
        log.update(List.of(SLOW), 2_000);

        assertThat(log.entries()).extracting(Snapshot.Attention::id).containsExactly("slow:report", "gone:mail");
        assertThat(log.entries().get(1).overAt()).isEqualTo(2_000);
        log.update(List.of(SLOW), 2_000 + AttentionLog.KEPT_MILLIS);
        assertThat(log.entries()).hasSize(2);
        log.update(List.of(SLOW), 2_001 + AttentionLog.KEPT_MILLIS);
        assertThat(log.entries()).extracting(Snapshot.Attention::id).containsExactly("slow:report");
    }

    @Test
    void whatComesBackBeginsAnew() {
        log.update(List.of(SLOW), 1_000);
        log.update(List.of(), 2_000);
        log.update(List.of(SLOW), 3_000);

        assertThat(log.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.since()).isEqualTo(3_000);
            assertThat(entry.overAt()).isNull();
        });
    }

    @Test
    void worstComesFirst() {
        log.update(List.of(SLOW, GONE), 1_000);

        assertThat(log.entries()).extracting(Snapshot.Attention::level).containsExactly("broken", "risk");
    }

    @Test
    void logIsBounded() {
        log.update(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> new Finding("x:" + i, "know", null, "", ""))
                        .toList(),
                1_000);

        assertThat(log.entries()).hasSize(AttentionLog.MAX);
    }

    @Test
    void whatIsWorseOrNewerDrivesOutWhatIsNot() {
        List<Finding> many = new ArrayList<>(List.of(GONE));
        IntStream.range(0, 1_000).forEach(i -> many.add(new Finding("x:" + i, "know", null, "", "")));
        log.update(many, 1_000);
        Finding newer = new Finding("y", "know", null, "", "");
        many.add(newer);

        log.update(many, 2_000);
        log.update(many, 3_000);

        assertThat(log.entries()).hasSize(AttentionLog.MAX);
        assertThat(log.entries().get(0).id()).isEqualTo(GONE.id());
        assertThat(log.entries().get(1).id()).isEqualTo(newer.id());
        assertThat(log.entries()).extracting(Snapshot.Attention::since).doesNotContain(3_000L);
    }
}
