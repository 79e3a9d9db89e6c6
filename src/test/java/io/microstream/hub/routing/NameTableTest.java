package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.testing.HandMadeHub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTableTest {
    private final NameTable table = new NameTable();

    @ParameterizedTest
    @ValueSource(strings = {"\"café\"", "\"caf\\u00e9\"", "\"\\u0063af\\u00E9\""})
    void nameIsFoundHoweverItIsEscaped(String target) {
        Registration service = service("café");
        table.put(service);

        assertThat(table.find(RawJson.of(target))).containsSame(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"caf\"", "\"café2\"", "\"\"", "1", "null", "{}", "[\"café\"]"})
    void anythingElseIsNobody(String target) {
        table.put(service("café"));

        assertThat(table.find(RawJson.of(target))).isEmpty();
        assertThat(table.find(RawJson.ABSENT)).isEmpty();
    }

    @Test
    void loneSurrogateIsNoQuestionMark() {
        table.put(service("?"));

        assertThat(table.find(RawJson.of("\"\\ud800\""))).isEmpty();
    }

    @Test
    void successorIsNotDroppedWithItsPredecessor() {
        Registration first = service("orders");
        Registration second = service("orders");
        table.put(first);
        table.put(second);

        table.remove(first);

        assertThat(table.find("orders")).containsSame(second);
        table.remove(second);
        assertThat(table.find("orders")).isEmpty();
    }

    @Test
    void nameThatChangesHandsIsNeverNobodys() throws InterruptedException {
        Registration first = service("orders");
        Registration second = service("orders");
        table.put(first);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger misses = new AtomicInteger();
        Thread looking = new Thread(() -> {
            while (!over.get()) {
                misses.addAndGet(table.find("orders").isPresent() ? 0 : 1);
            }
        });
        looking.start();

        for (int i = 0; i < 20_000; i++) {
            table.put(i % 2 == 0 ? second : first);
        }
        over.set(true);
        looking.join();

        assertThat(misses).hasValue(0);
    }

    @Test
    void growsWithoutLosingAnybody() {
        List<Registration> services = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            services.add(service("s" + i));
            table.put(services.get(i));
        }
        services.subList(0, 500).forEach(table::remove);

        services.subList(0, 500)
                .forEach(gone -> assertThat(table.find(gone.name().value())).isEmpty());
        services.subList(500, 1000)
                .forEach(there -> assertThat(table.find(there.name().value())).containsSame(there));
    }

    private static Registration service(String name) {
        return HandMadeHub.registration(new HandMadeHub().connect(name));
    }
}
