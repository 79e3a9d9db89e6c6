package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How data travel on any hub. */
abstract class DataContract extends HubClients {
    public record Credentials(String user, String password) {}

    public record Token(String jwt, Instant expires) {}

    public record Picture(String name, byte[] bytes, List<byte[]> thumbnails) {}

    @Test
    void recordsTravelBothWays() {
        MicroStream auth = service("auth");
        auth.onRequest(
                "login", Credentials.class, (c, context) -> new Token("for " + c.user(), Instant.ofEpochSecond(7)));
        MicroStream web = service("web");

        Token token = web.call(auth.service(), "login")
                .with(new Credentials("ann", "secret"))
                .as(Token.class)
                .join();

        assertThat(token).isEqualTo(new Token("for ann", Instant.ofEpochSecond(7)));
    }

    @Test
    void genericTypesAreReadAsTheyAreDeclared() throws Exception {
        Type listOfTokens = DataContract.class.getDeclaredMethod("tokens").getGenericReturnType();
        MicroStream auth = service("auth");
        auth.onRequest("all", Void.class, (none, context) -> List.of(new Token("a", Instant.EPOCH)));

        List<Token> tokens = service("web")
                .call(auth.service(), "all")
                .<List<Token>>as(listOfTokens)
                .join();

        assertThat(tokens).containsExactly(new Token("a", Instant.EPOCH));
    }

    @SuppressWarnings("unused") // read by reflection
    static List<Token> tokens() {
        return List.of();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "caf\u00e9 \ud83d\ude00", "\u0000\u2028\"\\/\u001f", "\ufffd"})
    void textArrivesAsItIs(String text) {
        MicroStream echo = service("echo");
        echo.onRequest("echo", String.class, (said, context) -> said);

        assertThat(service("web")
                        .call(echo.service(), "echo")
                        .with(text)
                        .as(String.class)
                        .join())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 700_000})
    void dataOfAnySizeArrive(int length) {
        MicroStream echo = service("echo");
        echo.onRequest("echo", String.class, (said, context) -> said);
        String text = "x".repeat(length);

        assertThat(service("web")
                        .call(echo.service(), "echo")
                        .with(text)
                        .as(String.class)
                        .join())
                .isEqualTo(text);
    }

    @Test
    void bytesTravelAnywhereInTheData() {
        MicroStream echo = service("echo");
        echo.onRequest("echo", Picture.class, (picture, context) -> picture);
        Picture sent = new Picture("cat", new byte[] {1, 2, 3}, List.of(new byte[] {4}, new byte[0]));

        Picture got = service("web")
                .call(echo.service(), "echo")
                .with(sent)
                .as(Picture.class)
                .join();

        assertThat(got).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void bytesAreFoundInDataWithoutATypeToo() {
        MicroStream echo = service("echo");
        echo.onRequest("echo", Map.class, (map, context) -> map);
        echo.onRequest("bytes", byte[].class, (bytes, context) -> bytes);
        MicroStream web = service("web");

        Map<?, ?> map = web.call(echo.service(), "echo")
                .with(Map.of("a", List.of(Map.of("b", new byte[] {9}))))
                .as(Map.class)
                .join();
        byte[] bytes = web.call(echo.service(), "bytes")
                .with(new byte[] {7, 8})
                .as(byte[].class)
                .join();

        assertThat(map).usingRecursiveComparison().isEqualTo(Map.of("a", List.of(Map.of("b", new byte[] {9}))));
        assertThat(bytes).containsExactly(7, 8);
    }

    @Test
    void jsonOfAnyShapeCanBeReadAsJson() {
        MicroStream echo = service("echo");
        echo.onRequest("echo", JsonObject.class, (object, context) -> object);

        JsonObject got = service("web")
                .call(echo.service(), "echo")
                .with(Map.of("a", List.of(1, "two")))
                .as(JsonObject.class)
                .join();

        assertThat(got).hasToString("{\"a\":[1,\"two\"]}");
    }
}
