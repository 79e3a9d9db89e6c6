package io.microstream.hub.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A strict cursor over one JSON text: RFC 8259 and RFC 3629, in one pass, without recursion. Whatever it passes is
 * checked; once {@link #end()} has returned, the whole text is JSON.
 *
 * <p>A value that was not read when the cursor moves on is checked and passed as by {@link #skipValue()}. Duplicate
 * keys and escapes of lone surrogates are legal JSON and pass.
 *
 * <p>To be reused by one thread at a time; a scan allocates nothing. Borrows the bytes from {@link #reset} on. After a
 * {@link JsonException} only {@code reset} is allowed.
 */
public final class JsonScanner {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final int maxDepth;
    private final int maxNumberLength;
    /** What will close the array or object at each depth, from 1 on; nothing at 0. */
    private final byte[] closers;

    private byte[] json = new byte[0];
    private int end;
    private int position;
    private int depth;
    /** Whether a value must come next. */
    private boolean atValue;
    /** Whether the innermost array or object has just been entered, so that no comma must come next. */
    private boolean justEntered;

    private int keyStart;
    private int keyEnd;
    private int valueStart;
    private int valueEnd;

    public JsonScanner(JsonLimits limits) {
        maxDepth = limits.maxDepth();
        maxNumberLength = limits.maxNumberLength();
        closers = new byte[maxDepth + 1];
    }

    /** Puts the cursor before the value in {@code json[from, to)}. */
    public void reset(byte[] json, int from, int to) {
        Objects.checkFromToIndex(from, to, json.length);
        this.json = json;
        end = to;
        position = from;
        depth = 0;
        atValue = true;
        justEntered = false;
        keyStart = keyEnd = valueStart = valueEnd = from;
    }

    /** The cursor: an index into the array. */
    public int position() {
        return position;
    }

    /**
     * Enters the value at the cursor if it is an array; otherwise leaves the cursor at the value's first byte.
     *
     * @throws JsonException when the array is nested too deep
     */
    public boolean enterArray() {
        return enter('[');
    }

    /**
     * Enters the value at the cursor if it is an object; otherwise leaves the cursor at the value's first byte.
     *
     * @throws JsonException when the object is nested too deep
     */
    public boolean enterObject() {
        return enter('{');
    }

    private boolean enter(char opener) {
        requireValue();
        position = skipWhiteSpace(position);
        if (byteAt(position) != opener) {
            return false;
        }
        push(opener, position);
        position++;
        atValue = false;
        justEntered = true;
        return true;
    }

    /** Goes to the next element of the array, or out of the array and returns {@code false}. */
    public boolean nextElement() {
        return next(']');
    }

    /** Goes to the next member's value; its key is passed. Or goes out of the object and returns {@code false}. */
    public boolean nextKey() {
        if (!next('}')) {
            return false;
        }
        int behindKey = checkString(position);
        keyStart = position + 1;
        keyEnd = behindKey - 1;
        position = checkColon(behindKey);
        return true;
    }

    /** Goes behind the comma to the next item, or behind the closer and returns {@code false}. */
    private boolean next(char closer) {
        if (closers[depth] != closer) {
            throw new IllegalStateException("The cursor is not inside of what ends with " + closer);
        }
        if (atValue) {
            skipValue();
        }
        position = skipWhiteSpace(position);
        if (byteAt(position) == closer) {
            position++;
            depth--;
            justEntered = false;
            return false;
        }
        if (!justEntered) {
            position = checkComma(position);
        }
        justEntered = false;
        atValue = true;
        return true;
    }

    /** Compares the last key that {@link #nextKey()} passed, unescaped, with a name in ASCII. */
    public boolean keyIs(byte[] asciiName) {
        return says(keyStart, keyEnd, asciiName);
    }

    private boolean says(int from, int to, byte[] asciiName) {
        if (to - from <= asciiName.length) { // an escape is longer than what it stands for
            return Arrays.equals(json, from, to, asciiName, 0, asciiName.length);
        }
        int at = from;
        for (byte expected : asciiName) {
            if (at >= to) {
                return false;
            }
            boolean escaped = json[at] == '\\';
            if ((escaped ? Escape.value(json, at) : json[at]) != expected) {
                return false;
            }
            at += escaped ? Escape.length(json, at) : 1;
        }
        return at == to;
    }

    /**
     * Checks the value at the cursor and goes behind it.
     *
     * @throws JsonException when it is not JSON or breaks a limit
     */
    public void skipValue() {
        requireValue();
        int start = skipWhiteSpace(position);
        int behind = checkValue(start);
        valueStart = start;
        valueEnd = behind;
        position = behind;
        atValue = false;
    }

    /** Whether the last value that was skipped is a string which says this name in ASCII. */
    public boolean valueIs(byte[] asciiName) {
        return valueEnd > valueStart && json[valueStart] == '"' && says(valueStart + 1, valueEnd - 1, asciiName);
    }

    /** Where the last value that was skipped begins: an index into the array. */
    public int valueStart() {
        return valueStart;
    }

    /** The index behind the last value that was skipped. */
    public int valueEnd() {
        return valueEnd;
    }

    /** The value at the cursor, which is skipped by this; or, with none there, the last one that was skipped. Borrowed. */
    public RawJson value() {
        if (atValue) {
            skipValue();
        }
        return RawJson.slice(json, valueStart, valueEnd);
    }

    /**
     * Makes sure that nothing but white space follows.
     *
     * @throws JsonException when something does, or an array or object is still open
     */
    public void end() {
        if (atValue) {
            skipValue();
        }
        position = skipWhiteSpace(position);
        if (position < end) {
            throw JsonException.syntax(position, "Something follows where the text should end.");
        }
        if (depth > 0) {
            throw JsonException.syntax(position, "The text ends inside of an array or object.");
        }
    }

    private void requireValue() {
        if (!atValue) {
            throw new IllegalStateException("The cursor is not at a value");
        }
    }

    /** Checks a whole value with everything in it and returns the index behind it. */
    private int checkValue(int start) {
        int floor = depth;
        int at = start;
        while (true) {
            byte first = byteAt(at);
            boolean enters = first == '{' || first == '[';
            if (enters) {
                push((char) first, at);
                at = skipWhiteSpace(at + 1);
            } else {
                at = checkScalar(first, at);
            }
            if (!enters || byteAt(at) == closers[depth]) {
                at = leave(at, floor);
                if (depth == floor) {
                    return at;
                }
                at = checkComma(at);
            }
            if (closers[depth] == '}') {
                at = checkColon(checkString(at));
            }
        }
    }

    /** Goes out of everything above the floor that is closed at {@code from} and on. */
    private int leave(int from, int floor) {
        int at = from;
        while (depth > floor) {
            at = skipWhiteSpace(at);
            if (byteAt(at) != closers[depth]) {
                return at;
            }
            at++;
            depth--;
        }
        return at;
    }

    private void push(char opener, int at) {
        if (depth == maxDepth) {
            throw new JsonException(JsonException.Reason.TOO_DEEP, at, "The nesting is deeper than the hub accepts.");
        }
        depth++;
        closers[depth] = (byte) (opener == '{' ? '}' : ']');
    }

    private int checkScalar(byte first, int at) {
        return switch (first) {
            case '"' -> StringScan.check(json, at + 1, end);
            case 't' -> checkLiteral(TRUE, at);
            case 'f' -> checkLiteral(FALSE, at);
            case 'n' -> checkLiteral(NULL, at);
            default -> NumberScan.check(json, at, end, maxNumberLength);
        };
    }

    private int checkLiteral(byte[] literal, int at) {
        int behind = at + literal.length;
        if (behind > end || !Arrays.equals(json, at, behind, literal, 0, literal.length)) {
            throw JsonException.syntax(at, "A value is expected here.");
        }
        return behind;
    }

    private int checkString(int at) {
        if (byteAt(at) != '"') {
            throw JsonException.syntax(at, "A key in double quotes is expected here.");
        }
        return StringScan.check(json, at + 1, end);
    }

    /** Returns the index of the value behind the colon. */
    private int checkColon(int from) {
        int at = skipWhiteSpace(from);
        if (byteAt(at) != ':') {
            throw JsonException.syntax(at, "A colon is expected behind a key.");
        }
        return skipWhiteSpace(at + 1);
    }

    /** Returns the index of the item behind the comma. */
    private int checkComma(int at) {
        if (byteAt(at) != ',') {
            throw JsonException.syntax(at, "A comma or the end of the array or object is expected here.");
        }
        return skipWhiteSpace(at + 1);
    }

    private int skipWhiteSpace(int from) {
        int at = from;
        while (at < end && isWhiteSpace(json[at])) {
            at++;
        }
        return at;
    }

    // RFC 8259 §2: space, tab, line feed, carriage return, and no other.
    private static boolean isWhiteSpace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }

    /** NUL at the end, which JSON allows nowhere outside of a string, nor in one. */
    private byte byteAt(int at) {
        return at < end ? json[at] : 0;
    }
}
