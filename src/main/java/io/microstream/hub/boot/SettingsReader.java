package io.microstream.hub.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings as text and notes every one that cannot be read, so that a person mends them all at once.
 *
 * <p>A name is the environment variable's; as a property it is written in lower case with dots.
 */
final class SettingsReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,12})(|B|KB|MB|GB)", Pattern.CASE_INSENSITIVE);

    /** Far beyond what anybody wants, and far below what a count of nanoseconds can hold. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * A setting that was asked for.
     *
     * @param variable its environment variable
     * @param byDefault what holds where nobody sets it, as a person would write it
     * @param allowed what it may be, in words
     */
    record Setting(String variable, String byDefault, String allowed) {}

    private final Function<String, Optional<String>> source;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param source gives the value of a property, such as {@code microstream.ping.interval} */
    SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** A line for each setting that cannot be read: variable, value, what it may be. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Every setting that was asked for so far, in that order; the page about the configuration is made of it. */
    List<Setting> settings() {
        return List.copyOf(settings);
    }

    Duration duration(String variable, String byDefault) {
        String allowed = "a time from 1ms to " + LONGEST.toHours() + "h";
        String text = text(new Setting(variable, byDefault, allowed));
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return refuse(variable, text, "a time such as 300ms, 25s or 2m", duration(byDefault));
        }
        Duration duration = duration(text);
        return duration.isZero() || duration.compareTo(LONGEST) > 0
                ? refuse(variable, text, allowed, duration(byDefault))
                : duration;
    }

    long bytes(String variable, String byDefault, long min, long max) {
        String allowed = "a size from " + min + " to " + max + " bytes";
        String text = text(new Setting(variable, byDefault, allowed));
        if (!BYTES.matcher(text).matches()) {
            return refuse(variable, text, "a size such as 1000000, 64KB or 16MB", bytes(byDefault));
        }
        long bytes = bytes(text);
        return bytes < min || bytes > max ? refuse(variable, text, allowed, bytes(byDefault)) : bytes;
    }

    int number(String variable, int byDefault, int min, int max) {
        String allowed = "a number from " + min + " to " + max;
        String text = text(new Setting(variable, Integer.toString(byDefault), allowed));
        OptionalInt number = number(text, min, max);
        return number.isPresent() ? number.getAsInt() : refuse(variable, text, allowed, byDefault);
    }

    /** A number, or {@code none} for 0. */
    int numberOrNone(String variable, int max) {
        String allowed = "none, or a number from 1 to " + max;
        String text = text(new Setting(variable, "none", allowed));
        if (text.equalsIgnoreCase("none")) {
            return 0;
        }
        OptionalInt number = number(text, 1, max);
        return number.isPresent() ? number.getAsInt() : refuse(variable, text, allowed, 0);
    }

    boolean flag(String variable, boolean byDefault) {
        return choice(variable, Boolean.toString(byDefault), "true", "false").equals("true");
    }

    String choice(String variable, String byDefault, String... allowed) {
        String all = "one of " + String.join(", ", allowed);
        String text = text(new Setting(variable, byDefault, all)).toLowerCase(Locale.ROOT);
        return List.of(allowed).contains(text) ? text : refuse(variable, text, all, byDefault);
    }

    /** A password as it is; empty where none is set. It never stands in a problem's line. */
    Optional<String> secret(String variable) {
        settings.add(new Setting(variable, "none", "any text"));
        return source.apply(property(variable)).filter(value -> !value.isBlank());
    }

    /** A list with commas between; {@code *} stands for everything and gives an empty set. */
    Set<String> listOrAll(String variable) {
        String allowed = "*, or names with commas between";
        String text = text(new Setting(variable, "*", allowed));
        if (text.equals("*")) {
            return Set.of();
        }
        Set<String> values = new LinkedHashSet<>();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
        // An empty set would allow everything, which must be said outright.
        return values.isEmpty() || values.contains("*") ? refuse(variable, text, allowed, Set.of()) : values;
    }

    /** A list with commas between, or {@code none}; one value that cannot be read spoils it. */
    <T> List<T> listOrNone(String variable, Function<String, Optional<T>> parse, String allowed) {
        String text = text(new Setting(variable, "none", allowed));
        if (text.equalsIgnoreCase("none")) {
            return List.of();
        }
        List<T> values = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<T> value = parse.apply(part.strip());
            if (value.isEmpty()) {
                return refuse(variable, text, allowed, List.of());
            }
            values.add(value.get());
        }
        return values;
    }

    private String text(Setting setting) {
        settings.add(setting);
        return source.apply(property(setting.variable()))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(setting.byDefault());
    }

    private <T> T refuse(String variable, String value, String allowed, T byDefault) {
        problems.add(variable + "=" + printable(value) + " cannot be used: it is " + allowed + ".");
        return byDefault;
    }

    static String property(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static String printable(String value) {
        String clean = value.replaceAll("\\p{Cc}", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }

    private static OptionalInt number(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            return number >= min && number <= max ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException noNumber) {
            return OptionalInt.empty();
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static long bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        long unit = switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
            case "KB" -> 1_000;
            case "MB" -> 1_000_000;
            case "GB" -> 1_000_000_000;
            default -> 1;
        };
        return amount > Long.MAX_VALUE / unit ? Long.MAX_VALUE : amount * unit;
    }
}
