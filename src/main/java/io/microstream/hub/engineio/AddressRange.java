package io.microstream.hub.engineio;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address, or all that share its first bits: {@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code ::1}, {@code fd00::/8}.
 *
 * @param prefixBits how many leading bits count
 */
public record AddressRange(InetAddress first, int prefixBits) {
    /** Nothing that would make the JDK ask a name server. */
    private static final Pattern LITERAL = Pattern.compile(
            "BYTE(\\.BYTE){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*".replace("BYTE", "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"));

    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    /** Reads a range as a person writes it; empty if it is none. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int longest = address.get().getAddress().length * Byte.SIZE;
        if (slash < 0) {
            return Optional.of(new AddressRange(address.get(), longest));
        }
        String bits = text.substring(slash + 1);
        return BITS.matcher(bits).matches() && Integer.parseInt(bits) <= longest
                ? Optional.of(new AddressRange(address.get(), Integer.parseInt(bits)))
                : Optional.empty();
    }

    /** An address that is written out; a name is none. */
    static Optional<InetAddress> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
