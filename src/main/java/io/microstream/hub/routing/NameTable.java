package io.microstream.hub.routing;

import io.microstream.hub.json.ByteHash;
import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Name → registration, found by the bytes of a request's target, so that a look-up builds no string. Look-ups from any
 * thread and without a lock; changes one at a time, under the lock of {@link ServiceRegistry}.
 */
final class NameTable {
    private static final int FIRST_BINS = 64;

    /** Found as it is: a look-up makes nothing. */
    private record Entry(
            int hash,
            byte[] name,
            Registration registration,
            Optional<Registration> found,
            @Nullable Entry next) {
        boolean isNamed(int otherHash, byte[] bytes, int from, int to) {
            return hash == otherHash && Arrays.equals(name, 0, name.length, bytes, from, to);
        }

        Entry before(@Nullable Entry other) {
            return new Entry(hash, name, registration, found, other);
        }
    }

    private volatile AtomicReferenceArray<@Nullable Entry> bins = new AtomicReferenceArray<>(FIRST_BINS);
    private int size;

    /** Who has the name that a checked JSON value says; nobody where it is no string. */
    Optional<Registration> find(RawJson name) {
        if (!name.isString()) {
            return Optional.empty();
        }
        if (!JsonStrings.isPlain(name)) {
            byte[] said = said(name);
            return find(said, 0, said.length);
        }
        return find(name.array(), name.offset() + 1, name.offset() + name.length() - 1);
    }

    Optional<Registration> find(String name) {
        byte[] bytes = bytes(name);
        return find(bytes, 0, bytes.length);
    }

    private Optional<Registration> find(byte[] bytes, int from, int to) {
        int hash = ByteHash.of(bytes, from, to);
        AtomicReferenceArray<@Nullable Entry> table = bins;
        Entry entry = table.get(hash & table.length() - 1);
        while (entry != null && !entry.isNamed(hash, bytes, from, to)) {
            entry = entry.next;
        }
        return entry == null ? Optional.empty() : entry.found;
    }

    /** Gives the name to this registration; whoever had it has it no more. There is no moment at which nobody has it. */
    void put(Registration registration) {
        byte[] name = bytes(registration.name().value());
        int hash = ByteHash.of(name, 0, name.length);
        if (size >= bins.length()) {
            grow();
        }
        int bin = hash & bins.length() - 1;
        Entry others = without(name, hash);
        bins.set(bin, new Entry(hash, name, registration, Optional.of(registration), others));
        size++;
    }

    /** Frees the name if it is still this registration's. */
    void remove(Registration registration) {
        byte[] name = bytes(registration.name().value());
        if (find(name, 0, name.length).filter(owner -> owner == registration).isPresent()) {
            int hash = ByteHash.of(name, 0, name.length);
            bins.set(hash & bins.length() - 1, without(name, hash));
        }
    }

    /** The others in the name's bin; counts down if it is in there itself. */
    private @Nullable Entry without(byte[] name, int hash) {
        Entry others = null;
        for (Entry entry = bins.get(hash & bins.length() - 1); entry != null; entry = entry.next) {
            if (entry.isNamed(hash, name, 0, name.length)) {
                size--;
            } else {
                others = entry.before(others);
            }
        }
        return others;
    }

    /** Who looks up meanwhile finds what there was. */
    private void grow() {
        AtomicReferenceArray<@Nullable Entry> larger = new AtomicReferenceArray<>(2 * bins.length());
        for (int i = 0; i < bins.length(); i++) {
            for (Entry entry = bins.get(i); entry != null; entry = entry.next) {
                int bin = entry.hash & larger.length() - 1;
                larger.setPlain(bin, entry.before(larger.getPlain(bin)));
            }
        }
        bins = larger;
    }

    private static byte[] bytes(String name) {
        return said(JsonStrings.quote(name));
    }

    /** In UTF-8; of a lone surrogate what no UTF-8 contains, so that it is found under no other name. */
    private static byte[] said(RawJson string) {
        byte[] tagged = JsonStrings.unescape(string, (byte) 0);
        return Arrays.copyOfRange(tagged, 1, tagged.length);
    }
}
