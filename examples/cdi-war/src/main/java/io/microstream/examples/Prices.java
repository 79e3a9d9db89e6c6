package io.microstream.examples;

import io.microstream.client.cdi.Event;
import io.microstream.client.cdi.Remote;
import java.util.concurrent.CompletableFuture;

/** The service that knows the prices. */
@Remote("prices")
public interface Prices {
    /** An article and what it costs. */
    record Price(String article, int cents) {}

    /** The price of an article. */
    @Event("price")
    CompletableFuture<Price> of(String article);
}
