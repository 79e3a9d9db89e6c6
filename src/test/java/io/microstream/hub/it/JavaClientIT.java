package io.microstream.hub.it;

import static io.microstream.hub.it.JavaService.await;
import static io.microstream.hub.it.JavaService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.RunningHub;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The unmodified Java client {@code io.socket:socket.io-client} against the packaged hub. */
@ExtendWith(RunningHub.class)
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class JavaClientIT {
    private static final String UNICODE =
            "grüße \uD83D\uDE80 日本 \u2028 \u2029 \u0000 \u007f \"\\/ \t\r\n \uFEFF \uFFFD é";
    private static final int MANY = 2_000;
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final UnaryOperator<JSONObject> ECHO = data -> json("echo", data);

    private final String orders = "orders-" + NAMES.incrementAndGet();
    private final String billing = "billing-" + NAMES.get();
    private URI hub = URI.create("");

    static Stream<Arguments> pairs() {
        return Arrays.stream(Transports.values())
                .flatMap(asker -> Arrays.stream(Transports.values()).map(target -> Arguments.of(asker, target)));
    }

    @BeforeEach
    void findHub(URI address) {
        hub = address;
    }

    @ParameterizedTest(name = "{0} asks {1}")
    @MethodSource("pairs")
    void requestAndAnswerCarryUnicode(Transports asking, Transports answering) {
        try (JavaService target = JavaService.answering(hub, billing, answering, ECHO);
                JavaService asker = JavaService.open(hub, orders, asking).awaitConnected()) {

            JSONObject answer = asker.ask(target.name(), "r-\uD83D\uDE80", json("text", UNICODE, UNICODE, "as a key"));

            assertThat(answer.optJSONObject("echo").optString("text")).isEqualTo(UNICODE);
            assertThat(answer.optJSONObject("echo").optString(UNICODE)).isEqualTo("as a key");
            assertThat(asker.unexpected()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} asks {1}")
    @MethodSource("pairs")
    void attachmentsArriveByteForByte(Transports asking, Transports answering) {
        byte[] everyByte = bytes(256);
        byte[] large = new byte[70_000];
        new Random(7).nextBytes(large);
        UnaryOperator<JSONObject> swap = data -> json(
                "second",
                data.opt("first"),
                "nested",
                json("first", nested(data).opt("second")));
        try (JavaService target = JavaService.answering(hub, billing, answering, swap);
                JavaService asker = JavaService.open(hub, orders, asking).awaitConnected()) {

            JSONObject answer =
                    asker.ask(target.name(), "r-1", json("first", everyByte, "nested", json("second", large)));

            assertThat((byte[]) answer.opt("second")).isEqualTo(everyByte);
            assertThat((byte[]) nested(answer).opt("first")).isEqualTo(large);
        }
    }

    @ParameterizedTest(name = "{0} asks {1}")
    @MethodSource("pairs")
    void parallelRequestsAreNeitherLostNorSwapped(Transports asking, Transports answering) {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        UnaryOperator<JSONObject> twice = data -> {
            int number = data.optInt("number");
            seen.add(number);
            return json("twice", 2 * number, "asker", data.optString("asker"));
        };
        try (JavaService target = JavaService.answering(hub, billing, answering, twice);
                JavaService asker = JavaService.open(hub, orders, asking)) {

            List<CompletableFuture<JSONObject>> answers = IntStream.range(0, MANY)
                    .mapToObj(i -> asker.request(target.name(), "r-" + i, json("number", i, "asker", orders)))
                    .toList();

            for (int i = 0; i < MANY; i++) {
                JSONObject answer = await(answers.get(i));
                assertThat(answer.optInt("twice", -1)).isEqualTo(2 * i);
                assertThat(answer.optString("asker")).isEqualTo(orders);
            }
            // Each came once and in the order in which it was sent, also across the change of transport.
            assertThat(seen).isEqualTo(IntStream.range(0, MANY).boxed().toList());
            assertThat(asker.unexpected()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Transports.class)
    void unknownTargetIsAnsweredWithCode(Transports asking) throws Exception {
        try (JavaService asker = JavaService.open(hub, orders, asking).awaitConnected()) {

            JSONObject answer = asker.ask("nobody", "r-1", json("total", 7));

            JSONObject error = answer.getJSONObject("error");
            assertThat(error.getString("code")).isEqualTo("TARGET_SERVICE_NOT_FOUND");
            assertThat(error.getString("message")).isEqualTo("Service \"nobody\" not found");
            assertThat(error.getJSONObject("errorData").getString("targetService"))
                    .isEqualTo("nobody");
            assertThat(error.getJSONObject("errorData").getString("requestID")).isEqualTo("r-1");
        }
    }

    @ParameterizedTest
    @EnumSource(Transports.class)
    void duplicateNameIsRefusedWithCodeAndTheFirstGoesOn(Transports transports) throws Exception {
        try (JavaService first = JavaService.answering(hub, billing, transports, ECHO);
                JavaService asker = JavaService.open(hub, orders, transports).awaitConnected();
                JavaService second = JavaService.open(hub, billing, transports)) {

            JSONObject refusal = second.awaitRefused();

            JSONObject data = refusal.getJSONObject("data");
            assertThat(refusal.getString("message")).isEqualTo("DUPLICATE_SERVICE_REGISTRATION");
            assertThat(data.getString("code")).isEqualTo("DUPLICATE_SERVICE_REGISTRATION");
            assertThat(data.getJSONObject("errorData").getString("serviceName")).isEqualTo(billing);
            assertThat(second.isConnected()).isFalse();
            JSONObject answer = asker.ask(billing, "r-1", json("total", 7));
            assertThat(answer.getJSONObject("echo").getInt("total")).isEqualTo(7);
            assertThat(first.isConnected()).isTrue();
        }
    }

    @Test
    void clientWithDefaultOptionsMovesToWebSocketWhileItAsks() {
        try (JavaService asker = JavaService.answering(hub, orders, Transports.DEFAULT, ECHO)) {

            int asked = 0;
            while (!asker.isUpgraded()) {
                JSONObject answer = asker.ask(orders, "r-" + asked, json("number", asked));
                assertThat(answer.optJSONObject("echo").optInt("number", -1)).isEqualTo(asked);
                asked++;
            }

            assertThat(asker.unexpected()).isEmpty();
        }
    }

    private static JSONObject nested(JSONObject data) {
        return data.optJSONObject("nested");
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
