package io.microstream.hub.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubTimersTest {
    private final HubClock clock = new HubClock(0);
    private final HubTimers timers = new HubTimers(clock);
    private final List<String> ran = new ArrayList<>();

    @Test
    void actionRunsOnceItsDelayHasPassedAndNotBefore() {
        schedule(100, "ping");

        runAt(100);
        assertThat(ran).isEmpty();

        runAt(101);
        runAt(500);
        assertThat(ran).containsExactly("ping");
    }

    @Test
    void whatIsDueRunsInTheOrderOfItsDeadlines() {
        schedule(30, "third");
        schedule(10, "first");
        schedule(20, "second");
        schedule(90, "not yet");

        runAt(50);

        assertThat(ran).containsExactly("first", "second", "third");
        assertThat(timers.size()).isEqualTo(1);
    }

    @Test
    void cancelledActionDoesNotRun() {
        HubTimers.Timer cancelled = schedule(10, "cancelled");
        schedule(10, "other");

        cancelled.cancel();
        runAt(11);

        assertThat(ran).containsExactly("other");
    }

    @Test
    void actionCancelledByOneThatIsDueWithItDoesNotRun() {
        List<HubTimers.Timer> later = new ArrayList<>();
        timers.schedule(Duration.ofNanos(10), () -> later.get(0).cancel());
        later.add(schedule(20, "cancelled"));

        runAt(50);

        assertThat(ran).isEmpty();
    }

    @Test
    void failingActionDoesNotHoldUpTheOthers() {
        timers.schedule(Duration.ofNanos(10), () -> {
            throw new IllegalStateException("a test's own failure");
        });
        schedule(20, "other");

        runAt(50);

        assertThat(ran).containsExactly("other");
    }

    @Test
    void actionThatBreaksTheMachineDoesNotHoldUpTheOthers() {
        timers.schedule(Duration.ofNanos(10), () -> {
            throw new StackOverflowError("a test's own failure");
        });
        schedule(20, "other");

        runAt(50);

        assertThat(ran).containsExactly("other");
    }

    @Test
    void actionMayScheduleTheNext() {
        timers.schedule(Duration.ofNanos(10), () -> {
            ran.add("first");
            schedule(10, "second");
        });

        runAt(11);
        assertThat(ran).containsExactly("first");

        runAt(21);
        assertThat(ran).containsExactly("first");

        runAt(22);
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void timersThatAreCancelledAgainAndAgainDoNotPileUp() {
        schedule(500, "stays");

        for (int i = 0; i < 100_000; i++) {
            schedule(400, "restarted by every pong").cancel();
        }

        assertThat(timers.size()).isLessThan(1_000);
        runAt(501);
        assertThat(ran).containsExactly("stays");
    }

    private HubTimers.Timer schedule(long delayNanos, String name) {
        return timers.schedule(Duration.ofNanos(delayNanos), () -> ran.add(name));
    }

    private void runAt(long nanos) {
        clock.tick(nanos);
        timers.runDue();
    }
}
