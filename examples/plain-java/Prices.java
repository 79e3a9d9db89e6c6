import io.microstream.client.MicroStream;
import io.microstream.client.NameTaken;
import io.microstream.client.RemoteException;
import io.microstream.client.RequestException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Knows the prices, and tells the shop when one changes. Plain Java: {@code java -cp 'lib/*' Prices.java HUB_URL}. */
public final class Prices {
    public record Price(String article, int cents) {}

    private Prices() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Integer> cents = new ConcurrentHashMap<>(Map.of("tea", 320, "coffee", 450, "cake", 590));
        try (MicroStream prices = MicroStream.builder()
                .hub(URI.create(arguments[0]))
                .service("prices")
                .onNameTaken(NameTaken.RETRY)
                .onRequest("price", String.class, (article, context) -> {
                    Integer price = cents.get(article);
                    if (price == null) {
                        throw new RequestException(
                                "NO_SUCH_ARTICLE", "We do not sell " + article, Map.of("article", article));
                    }
                    return new Price(article, price);
                })
                .connect()) {
            System.out.println("prices: serving");
            while (true) {
                TimeUnit.SECONDS.sleep(3);
                int changed = cents.merge("tea", ThreadLocalRandom.current().nextInt(-10, 11), Integer::sum);
                prices.call("shop", "announce")
                        .with(new Price("tea", changed))
                        .as(String.class)
                        .whenComplete((answer, failure) -> System.out.println("prices: the shop says "
                                + (failure instanceof RemoteException error ? error.code() : answer)));
            }
        }
    }
}
