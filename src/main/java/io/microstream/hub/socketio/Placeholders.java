package io.microstream.hub.socketio;

import io.microstream.hub.json.JsonScanner;
import io.microstream.hub.json.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
     * @param scanner free to use; the JSON was checked before, so its depth is bounded
     * @throws ProtocolException if a placeholder names no attachment, or there are too many places
     */
    static Part of(RawJson json, List<byte[]> received, JsonScanner scanner, int maxAttachments) {
        if (json.isAbsent()) {
            return new Part(json, List.of());
        }
        Placeholders found = new Placeholders(scanner, maxAttachments);
        scanner.reset(json.array(), json.offset(), json.offset() + json.length());
        found.value();
        return found.part(json, received);
    }

    private void value() {
        if (scanner.enterArray()) {
            while (scanner.nextElement()) {
                value();
            }
        } else if (!object()) {
            scanner.skipValue();
        }
    }

    private boolean object() {
        if (!scanner.enterObject()) {
            return false;
        }
        int from = scanner.position() - 1;
        int placesBefore = places.size();
        boolean marked = false;
        int num = NO_NUMBER;
        while (scanner.nextKey()) {
            if (scanner.keyIs(PLACEHOLDER)) {
                marked = scalar().equals(TRUE);
            } else if (scanner.keyIs(NUM)) {
                num = number(scalar());
            } else {
                value();
            }
        }
        if (marked) {
            places.subList(placesBefore, places.size()).clear(); // what stands inside one is gone with it
            places.add(new Place(from, scanner.position(), num));
        }
        return true;
    }

    /** The next value if it is no array or object; those are walked through and count as absent. */
    private RawJson scalar() {
        if (scanner.enterArray()) {
            while (scanner.nextElement()) {
                value();
            }
        } else if (!object()) {
            scanner.skipValue();
            return scanner.value();
        }
        return RawJson.ABSENT;
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
