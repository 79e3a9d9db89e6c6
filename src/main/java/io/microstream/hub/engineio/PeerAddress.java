package io.microstream.hub.engineio;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where a request comes from, as far as we can know.
 *
 * @param text the peer's address without port, or that of the last proxy that is to be believed
 * @param isUncertain whether somebody stands before the peer whom we do not believe
 */
record PeerAddress(String text, boolean isUncertain) {
    private static final String X_FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";

    /**
     * Anybody can send these headers, so only what a trusted proxy has appended counts, and the nearest address that is
     * not a trusted proxy's is the peer's.
     */
    static PeerAddress of(HttpServletRequest request, List<AddressRange> trusted) {
        String direct = request.getRemoteAddr();
        List<String> forwarded = Collections.list(request.getHeaders(FORWARDED));
        List<String> xForwardedFor = Collections.list(request.getHeaders(X_FORWARDED_FOR));
        if (forwarded.isEmpty() && xForwardedFor.isEmpty()) {
            return new PeerAddress(direct, false);
        }
        Optional<InetAddress> proxy = AddressRange.address(direct).filter(address -> isTrusted(address, trusted));
        if (proxy.isEmpty()) {
            return new PeerAddress(direct, true);
        }
        if (xForwardedFor.isEmpty()) {
            return walk(direct, ForwardedChain.ofForwarded(forwarded), trusted);
        }
        PeerAddress byOne = walk(direct, ForwardedChain.ofXForwardedFor(xForwardedFor), trusted);
        if (forwarded.isEmpty()) {
            return byOne;
        }
        // The proxy writes one of them; the other may be the peer's own invention. We cannot know which.
        PeerAddress byTheOther = walk(direct, ForwardedChain.ofForwarded(forwarded), trusted);
        return byOne.equals(byTheOther) ? byOne : new PeerAddress(direct, true);
    }

    private static PeerAddress walk(String direct, ForwardedChain chain, List<AddressRange> trusted) {
        String believed = direct;
        for (Optional<InetAddress> entry : chain.nearestFirst()) {
            if (entry.isEmpty()) {
                return new PeerAddress(believed, true);
            }
            believed = entry.get().getHostAddress();
            if (!isTrusted(entry.get(), trusted)) {
                return new PeerAddress(believed, false);
            }
        }
        return new PeerAddress(believed, false);
    }

    private static boolean isTrusted(InetAddress address, List<AddressRange> trusted) {
        for (AddressRange range : trusted) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
