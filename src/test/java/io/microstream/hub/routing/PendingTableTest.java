package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.testing.HandMadeHub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingTableTest {
    private final PendingTable table = new PendingTable();
    private final Registration service = HandMadeHub.registration(new HandMadeHub().connect("orders"));

    @Test
    void entryIsFoundUnderItsIdUntilItIsRemoved() {
        Pending entry = entry(1);
        table.add(entry);

        assertThat(table.find(id(1))).isSameAs(entry);
        assertThat(table.remove(entry)).isTrue();
        assertThat(table.find(id(1))).isNull();
        assertThat(table.remove(entry)).isFalse();
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void anotherEntryOfTheSameIdIsNotRemovedForIt() {
        Pending entry = entry(1);
        table.add(entry);

        assertThat(table.remove(entry(1))).isFalse();

        assertThat(table.find(id(1))).isSameAs(entry);
    }

    @Test
    void growsAndShrinksAndLosesNothingAndKeepsTheOrder() {
        Random random = new Random(7);
        Map<Integer, Pending> model = new LinkedHashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // first it mostly grows, then it mostly shrinks
            if (random.nextInt(10) < (step < 10_000 ? 7 : 3)) {
                Pending entry = entry(step);
                table.add(entry);
                model.put(step, entry);
            } else if (!model.isEmpty()) {
                List<Integer> ids = new ArrayList<>(model.keySet());
                Integer gone = ids.get(random.nextInt(ids.size()));
                assertThat(table.remove(Objects.requireNonNull(model.remove(gone))))
                        .isTrue();
                assertThat(table.find(id(gone))).isNull();
            }
        }

        model.forEach((number, entry) -> assertThat(table.find(id(number))).isSameAs(entry));
        List<Pending> oldestFirst = new ArrayList<>();
        for (Pending next = table.oldest(); next != null; next = next.younger) {
            oldestFirst.add(next);
        }
        assertThat(oldestFirst).containsExactlyElementsOf(model.values());
    }

    private Pending entry(int number) {
        return new Pending(service.ledger(), id(number), null, service, number, CallMeter.NONE, 0, 0);
    }

    private static RequestId id(int number) {
        return RequestId.of(RawJson.of("\"r-" + number + "\"")).copy();
    }
}
