package io.microstream.examples;

import io.microstream.client.RemoteException;
import io.microstream.client.RequestException;
import io.microstream.client.cdi.MicroService;
import io.microstream.client.cdi.OnRequest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Takes orders: asks for the price, and writes a receipt. */
@MicroService("orders")
public class Orders {
    /** What the shop wants. */
    public record Order(String article, int number) {}

    /** What the shop gets. */
    public record Receipt(String article, int number, int cents) {}

    @Inject
    private Prices prices;

    /** Answers once the price is there; what the prices refuse is refused with their code. */
    @OnRequest("order")
    CompletionStage<Receipt> order(Order order) {
        return prices.of(order.article()).handle((price, failure) -> {
            if (failure instanceof RemoteException refusal) {
                throw new RequestException(refusal.code(), refusal.message());
            }
            return new Receipt(order.article(), order.number(), price.cents());
        });
    }
}
