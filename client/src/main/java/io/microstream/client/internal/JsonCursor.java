package io.microstream.client.internal;

/**
 * Walks over JSON text without building anything, to find the parts that the wire's envelope consists of. It trusts the
 * hub to send sound JSON: what it skips is not checked, and the parts are read by JSON-B afterwards, which does check.
 *
 * <p>One thread.
 */
final class JsonCursor {
    private final String text;
    private int at;

    JsonCursor(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Steps into an array; false, and nothing done, where none begins. */
    boolean enterArray() {
        return enter('[');
    }

    /** Steps into an object; false, and nothing done, where none begins. */
    boolean enterObject() {
        return enter('{');
    }

    /** Steps to the array's next element; false, and behind the array, where there is none. */
    boolean nextElement() {
        return next(']');
    }

    /** Reads the object's next key and steps to its value; empty text is a key, {@code null} the end of the object. */
    @org.jspecify.annotations.Nullable
    String nextKey() {
        if (!next('}')) {
            return null;
        }
        String key = string();
        skipSpace();
        expect(':');
        skipSpace();
        return key;
    }

    /** Reads a string and unescapes it. */
    String string() {
        expect('"');
        int end = text.indexOf('"', at);
        if (end < 0) {
            throw malformed("a string without an end");
        }
        int escape = text.indexOf('\\', at);
        if (escape < 0 || escape > end) {
            String plain = text.substring(at, end);
            at = end + 1;
            return plain;
        }
        return escapedString();
    }

    /** Skips a value and returns its text. */
    String value() {
        int from = at;
        skipValue();
        return text.substring(from, at);
    }

    /** Skips a value. */
    void skipValue() {
        char first = peek();
        if (first == '"') {
            skipString();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            int from = at;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == from) {
                throw malformed("no value");
            }
        }
    }

    private boolean enter(char opening) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == opening) {
            at++;
            return true;
        }
        return false;
    }

    private boolean next(char closing) {
        skipSpace();
        char found = peek();
        if (found == closing) {
            at++;
            return false;
        }
        if (found == ',') {
            at++;
            skipSpace();
        }
        return true;
    }

    private void skipNested() {
        int depth = 0;
        do {
            char next = peek();
            if (next == '"') {
                skipString();
                continue;
            }
            if (next == '{' || next == '[') {
                depth++;
            } else if (next == '}' || next == ']') {
                depth--;
            }
            at++;
        } while (depth > 0);
    }

    private void skipString() {
        expect('"');
        char next = peek();
        while (next != '"') {
            at += next == '\\' ? 2 : 1;
            next = peek();
        }
        at++;
    }

    private String escapedString() {
        StringBuilder unescaped = new StringBuilder();
        char next = peek();
        while (next != '"') {
            at++;
            unescaped.append(next == '\\' ? escape() : next);
            next = peek();
        }
        at++;
        return unescaped.toString();
    }

    private char escape() {
        char kind = peek();
        at++;
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> kind;
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw malformed("half an escape");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw malformed("no " + wanted);
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed("the text ends early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private WireException malformed(String what) {
        return new WireException("broken JSON at " + at + ": " + what);
    }
}
