package io.microstream.client;

import io.microstream.client.testing.Hubs;
import java.net.URI;

/** The contract on the original hub; runs where {@code -Doriginal.hub} names its folder. */
final class OriginalHubIT extends ClientContract {
    @Override
    URI hub() {
        return Hubs.original();
    }
}
