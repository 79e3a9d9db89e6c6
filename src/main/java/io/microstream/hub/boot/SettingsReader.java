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

    private final Function<String, Optional<String>> source;
    private final List<String> problems = new ArrayList<>();

    /** @param source gives the value of a property, such as {@code microstream.ping.interval} */
    SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** A line for each setting that cannot be read: variable, value, what it may be. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    Duration duration(String variable, String byDefault) {
        String text = text(variable, byDefault);
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return refuse(variable, text, "a time such as 300ms, 25s or 2m", duration(byDefault));
        }
        Duration duration = duration(text);
        return duration.isZero() || duration.compareTo(LONGEST) > 0
                ? refuse(variable, text, "a time from 1ms to " + LONGEST.toHours() + "h", duration(byDefault))
                : duration;
    }

    long bytes(String variable, String byDefault, long min, long max) {
        String text = text(variable, byDefault);
        if (!BYTES.matcher(text).matches()) {
            return refuse(variable, text, "a size such as 1000000, 64KB or 16MB", bytes(byDefault));
        }
        long bytes = bytes(text);
        return bytes < min || bytes > max
                ? refuse(variable, text, "a size from " + min + " to " + max + " bytes", bytes(byDefault))
                : bytes;
    }

    int number(String variable, int byDefault, int min, int max) {
        String text = text(variable, Integer.toString(byDefault));
        OptionalInt number = number(text, min, max);
        return number.isPresent()
                ? number.getAsInt()
                : refuse(variable, text, "a number from " + min + " to " + max, byDefault);
    }

    /** A number, or {@code none} for 0. */
    int numberOrNone(String variable, int max) {
        String text = text(variable, "none");
        if (text.equalsIgnoreCase("none")) {
            return 0;
        }
        OptionalInt number = number(text, 1, max);
        return number.isPresent() ? number.getAsInt() : refuse(variable, text, "none, or a number from 1 to " + max, 0);
    }

    boolean flag(String variable, boolean byDefault) {
        return choice(variable, Boolean.toString(byDefault), "true", "false").equals("true");
    }

    String choice(String variable, String byDefault, String... allowed) {
        String text = text(variable, byDefault).toLowerCase(Locale.ROOT);
        return List.of(allowed).contains(text)
                ? text
                : refuse(variable, text, "one of " + String.join(", ", allowed), byDefault);
    }

    /** A password as it is; empty where none is set. It never stands in a problem's line. */
    Optional<String> secret(String variable) {
        return source.apply(property(variable)).filter(value -> !value.isBlank());
    }

    /** A list with commas between; {@code *} stands for everything and gives an empty set. */
    Set<String> listOrAll(String variable) {
        String text = text(variable, "*");
        if (text.equals("*")) {
            return Set.of();
        }
        Set<String> values = new LinkedHashSet<>();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
        // An empty set would allow everything, which must be said outright.
        return values.isEmpty() || values.contains("*")
                ? refuse(variable, text, "*, or names with commas between", Set.of())
                : values;
    }

    /** A list with commas between, or {@code none}; one value that cannot be read spoils it. */
    <T> List<T> listOrNone(String variable, Function<String, Optional<T>> parse, String allowed) {
        String text = text(variable, "none");
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

    private String text(String variable, String byDefault) {
        return source.apply(property(variable))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(byDefault);
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
