package io.microstream.hub.routing;

import io.microstream.hub.message.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Entries by the id they travel under, and from the oldest to the youngest. The links are the entries' own, so that an
 * entry costs one object; the bins grow and shrink with what is in them. Guarded by the lock of its {@link NameLedger}.
 */
final class PendingTable {
    private static final Pending[] NO_BINS = {};
    private static final int FEWEST_BINS = 8;

    private @Nullable Pending[] bins = NO_BINS;
    private @Nullable Pending oldest;
    private @Nullable Pending youngest;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The entry that was sent first of all. */
    @Nullable
    Pending oldest() {
        return oldest;
    }

    @Nullable
    Pending find(RequestId id) {
        if (size == 0) {
            return null;
        }
        Pending entry = bins[bin(id)];
        while (entry != null && !entry.travelsAs().equals(id)) {
            entry = entry.nextInBin;
        }
        return entry;
    }

    /** Adds an entry, whose id is not in here, as the youngest. */
    void add(Pending entry) {
        if (size >= bins.length) {
            resize(Math.max(FEWEST_BINS, 2 * bins.length));
        }
        int bin = bin(entry.travelsAs());
        entry.nextInBin = bins[bin];
        bins[bin] = entry;
        entry.older = youngest;
        if (youngest == null) {
            oldest = entry;
        } else {
            youngest.younger = entry;
        }
        youngest = entry;
        size++;
    }

    /** Removes this very entry; false when it is not in here. */
    boolean remove(Pending entry) {
        if (size == 0 || !removeFromBin(entry)) {
            return false;
        }
        Pending older = entry.older;
        Pending younger = entry.younger;
        if (older == null) {
            oldest = younger;
        } else {
            older.younger = younger;
        }
        if (younger == null) {
            youngest = older;
        } else {
            younger.older = older;
        }
        entry.older = null;
        entry.younger = null;
        size--;
        if (bins.length > FEWEST_BINS && size < bins.length / 8) {
            resize(Math.max(FEWEST_BINS, bins.length / 4));
        }
        return true;
    }

    private boolean removeFromBin(Pending entry) {
        int bin = bin(entry.travelsAs());
        Pending before = null;
        Pending at = bins[bin];
        while (at != null && at != entry) {
            before = at;
            at = at.nextInBin;
        }
        if (at == null) {
            return false;
        }
        if (before == null) {
            bins[bin] = entry.nextInBin;
        } else {
            before.nextInBin = entry.nextInBin;
        }
        entry.nextInBin = null;
        return true;
    }

    private void resize(int length) {
        bins = new Pending[length];
        for (Pending entry = oldest; entry != null; entry = entry.younger) {
            int bin = bin(entry.travelsAs());
            entry.nextInBin = bins[bin];
            bins[bin] = entry;
        }
    }

    private int bin(RequestId id) {
        return id.hashCode() & bins.length - 1;
    }
}
