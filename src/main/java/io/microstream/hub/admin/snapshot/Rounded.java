package io.microstream.hub.admin.snapshot;

/** Numbers for people: four significant digits, so that a snapshot is not full of digits that nobody can trust. */
final class Rounded {
    private Rounded() {}

    static double of(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }
}
