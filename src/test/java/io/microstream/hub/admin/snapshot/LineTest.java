package io.microstream.hub.admin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LineTest {
    private final Line line = new Line();

    @Test
    void youngLineIsUnknownWhereThereWasNothingYet() {
        assertThat(line.values()).hasSize(Line.LENGTH).containsOnlyNulls();
        assertThat(line.lastMinute()).isNull();

        line.push(4);
        line.push(8);

        assertThat(line.values()).endsWith(null, 4.0, 8.0);
        assertThat(line.lastMinute()).isEqualTo(6.0);
    }

    @Test
    void oldestValuesFallOut() {
        for (int i = 0; i < Line.LENGTH + 3; i++) {
            line.push(i);
        }

        assertThat(line.values()).startsWith(3.0).endsWith(62.0);
        assertThat(line.lastMinute()).isEqualTo(56.5);
    }

    @Test
    void numbersHaveFourDigits() {
        assertThat(Rounded.of(1234.567)).isEqualTo(1235);
        assertThat(Rounded.of(0.0123456)).isEqualTo(0.01235);
        assertThat(Rounded.of(0)).isZero();
    }
}
