package io.microstream.hub.socketio;

import io.microstream.hub.json.JsonScanner;
import io.microstream.hub.json.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The binary parts of the piece of a message that is forwarded. Socket.IO v5, "Binary": each stands in the text as
 * {@code {"_placeholder":true,"num":n}}, in any order, any number of times, or in a piece that is dropped. They go out
 * as the original sends them: one attachment for each place, numbered in the order of the text.
 */
final class Placeholders {
    private static final byte[] PLACEHOLDER = "_placeholder".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NUM = "num".getBytes(StandardCharsets.US_ASCII);
    private static final RawJson TRUE = RawJson.of("true");
    private static final int NO_NUMBER = -1;

    /** Text and attachments that belong together. */
    record Part(RawJson json, List<byte[]> attachments) {}

    private record Place(int from, int to, int num) {}

    /** An array or object that the walk is in. */
    private static final class Open {
        private final boolean isObject;
        private final int from;
        private final int placesBefore;
        private boolean marked;
        private int num = NO_NUMBER;

        Open(boolean isObject, int from, int placesBefore) {
            this.isObject = isObject;
            this.from = from;
            this.placesBefore = placesBefore;
        }
    }

    private final JsonScanner scanner;
    private final int maxAttachments;
    private final List<Place> places = new ArrayList<>();

    private Placeholders(JsonScanner scanner, int maxAttachments) {
        this.scanner = scanner;
        this.maxAttachments = maxAttachments;
    }

    /**
     * Finds the binary parts of {@code json} among all that came with the message.
     *
     * @param scanner free to use; the JSON was checked before
     * @throws ProtocolException if a placeholder names no attachment, or there are too many places
     */
    static Part of(RawJson json, List<byte[]> received, JsonScanner scanner, int maxAttachments) {
        if (json.isAbsent()) {
            return new Part(json, List.of());
        }
        Placeholders found = new Placeholders(scanner, maxAttachments);
        scanner.reset(json.array(), json.offset(), json.offset() + json.length());
        found.walk();
        return found.part(json, received);
    }

    /** Without recursion: how deep a peer may nest is a matter of the configuration, not of a thread's stack. */
    private void walk() {
        Deque<Open> open = new ArrayDeque<>();
        enterOrSkip(open);
        while (!open.isEmpty()) {
            Open inner = open.element();
            if (!(inner.isObject ? scanner.nextKey() : scanner.nextElement())) {
                open.remove();
                leave(inner);
                continue;
            }
            boolean isMark = inner.isObject && scanner.keyIs(PLACEHOLDER);
            boolean isNum = inner.isObject && scanner.keyIs(NUM);
            RawJson scalar = enterOrSkip(open);
            inner.marked = isMark ? scalar.equals(TRUE) : inner.marked;
            inner.num = isNum ? number(scalar) : inner.num;
        }
    }

    /** The next value if it is no array or object; those are entered and count as absent. */
    private RawJson enterOrSkip(Deque<Open> open) {
        if (scanner.enterArray()) {
            open.push(new Open(false, scanner.position() - 1, places.size()));
        } else if (scanner.enterObject()) {
            open.push(new Open(true, scanner.position() - 1, places.size()));
        } else {
            scanner.skipValue();
            return scanner.value();
        }
        return RawJson.ABSENT;
    }

    private void leave(Open left) {
        if (left.marked) {
            places.subList(left.placesBefore, places.size()).clear(); // what stands inside one is gone with it
            places.add(new Place(left.from, scanner.position(), left.num));
        }
    }

    private static int number(RawJson json) {
        if (!json.isNumber()) {
            return NO_NUMBER;
        }
        double number = Double.parseDouble(json.text());
        return number == Math.rint(number) && number >= 0 && number < 10_000 ? (int) number : NO_NUMBER;
    }

    private Part part(RawJson json, List<byte[]> received) {
        if (places.size() > maxAttachments) {
            throw new ProtocolException("too many attachments");
        }
        List<byte[]> attachments = new ArrayList<>(places.size());
        boolean inOrder = true;
        for (Place place : places) {
            if (place.num < 0 || place.num >= received.size()) {
                throw new ProtocolException("illegal attachments");
            }
            inOrder &= place.num == attachments.size();
            attachments.add(received.get(place.num));
        }
        return new Part(inOrder ? json : renumbered(json), List.copyOf(attachments));
    }

    private RawJson renumbered(RawJson json) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(json.length());
        int at = json.offset();
        int num = 0;
        for (Place place : places) {
            text.write(json.array(), at, place.from - at);
            text.writeBytes(("{\"_placeholder\":true,\"num\":" + num++ + "}").getBytes(StandardCharsets.US_ASCII));
            at = place.to;
        }
        text.write(json.array(), at, json.offset() + json.length() - at);
        byte[] bytes = text.toByteArray();
        return RawJson.slice(bytes, 0, bytes.length);
    }
}
