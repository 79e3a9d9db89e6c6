package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.microstream.client.error.EventNotFoundException;
import io.microstream.client.error.InternalServerErrorException;
import io.microstream.client.error.NameTakenException;
import io.microstream.client.error.RequestTimeoutException;
import io.microstream.client.error.TargetServiceNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the client promises on any hub. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ClientContract extends DataContract {
    @Test
    void stageThatAHandlerReturnsIsAwaited() {
        MicroStream auth = service("auth");
        auth.onRequest(
                "later",
                String.class,
                (text, context) -> CompletableFuture.supplyAsync(
                        () -> text + "!", CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)));

        assertThat(service("web")
                        .call(auth.service(), "later")
                        .with("now")
                        .as(String.class)
                        .join())
                .isEqualTo("now!");
    }

    @Test
    void unknownServiceIsToldByCode() {
        Throwable failure = outcome(service("web").call("nobody-at-all", "get").as(String.class));

        assertThat(failure)
                .isInstanceOf(TargetServiceNotFoundException.class)
                .hasMessage("Service \"nobody-at-all\" not found");
        assertThat(((RemoteException) failure).dataJson()).contains("\"targetService\":\"nobody-at-all\"");
    }

    @Test
    void unknownEventIsToldByCode() {
        MicroStream auth = service("auth");

        Throwable failure =
                outcome(service("web").call(auth.service(), "nosuch").as(String.class));

        assertThat(failure).isInstanceOf(EventNotFoundException.class).hasMessage("Event \"nosuch\" not found");
        assertThat(((RemoteException) failure).dataJson()).contains("\"serviceName\":\"" + auth.service() + "\"");
    }

    @Test
    void exceptionOfAHandlerIsAnInternalServerErrorInTheOriginalsShape() {
        MicroStream auth = service("auth");
        auth.onRequest("boom", Void.class, (none, context) -> {
            throw new IllegalStateException("kaput");
        });

        Throwable failure = outcome(service("web").call(auth.service(), "boom").as(String.class));

        assertThat(failure).isInstanceOf(InternalServerErrorException.class).hasMessage("Internal server error");
        assertThat(((RemoteException) failure).dataJson())
                .startsWith("{\"event\":\"boom\",\"requestID\":\"")
                .endsWith("\",\"error\":\"kaput\"}");
    }

    @Test
    void errorOfAServicesOwnKeepsItsCodeAndData() {
        MicroStream auth = service("auth");
        auth.onRequest("pay", Void.class, (none, context) -> {
            throw new RequestException("CARD_DECLINED", "no money", Map.of("left", 3));
        });

        Throwable failure = outcome(service("web").call(auth.service(), "pay").as(String.class));

        assertThat(failure).isExactlyInstanceOf(RemoteException.class).hasMessage("no money");
        assertThat(((RemoteException) failure).code()).isEqualTo("CARD_DECLINED");
        assertThat(((RemoteException) failure).dataJson()).isEqualTo("{\"left\":3}");
    }

    @Test
    void answerThatDoesNotFitFailsItsCallOnly() {
        MicroStream auth = service("auth");
        auth.onRequest("text", Void.class, (none, context) -> "not a token");
        MicroStream web = service("web");

        Throwable failure = outcome(web.call(auth.service(), "text").as(Token.class));

        assertThat(failure).isInstanceOf(jakarta.json.bind.JsonbException.class);
        assertThat(web.call(auth.service(), "text").as(String.class).join()).isEqualTo("not a token");
    }

    @Test
    void callEndsWithItsTimeoutAndTheLateAnswerComesByCallback() {
        MicroStream slow = service("slow");
        CompletableFuture<String> answer = new CompletableFuture<>();
        slow.onRequest("wait", Void.class, (none, context) -> answer);
        CompletableFuture<LateAnswer<String>> late = new CompletableFuture<>();

        CompletableFuture<String> call = service("web")
                .call(slow.service(), "wait")
                .timeout(Duration.ofMillis(200))
                .<String>onLateAnswer(late::complete)
                .as(String.class);

        assertThat(outcome(call))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessage("Request to " + slow.service() + " timed out after 200ms");
        answer.complete("at last");
        assertThat(late.join().value()).isEqualTo("at last");
    }

    @Test
    void cancelledCallIsForgotten() {
        MicroStream slow = service("slow");
        CompletableFuture<String> answer = new CompletableFuture<>();
        slow.onRequest("wait", Void.class, (none, context) -> answer);
        slow.onRequest("echo", String.class, (text, context) -> text);
        MicroStream web = connect(builder("web").maxInFlight(1));

        CompletableFuture<String> first = web.call(slow.service(), "wait").as(String.class);
        CompletableFuture<String> second =
                web.call(slow.service(), "echo").with("x").as(String.class);
        assertThat(catchThrowable(() -> second.get(200, TimeUnit.MILLISECONDS)))
                .as("only one may be in flight")
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        first.cancel(true);

        assertThat(second.join()).isEqualTo("x");
        answer.complete("too late");
        assertThat(first).isCancelled();
    }

    @Test
    void headersReachTheHandler() {
        MicroStream echo = service("echo");
        echo.onRequest(
                "tenant", Void.class, (none, context) -> context.headers().get("tenant"));

        assertThat(service("web")
                        .call(echo.service(), "tenant")
                        .header("tenant", "t-\"1\"")
                        .as(String.class)
                        .join())
                .isEqualTo("t-\"1\"");
    }

    @Test
    void serviceMayCallItselfAndOthersFromAHandler() {
        MicroStream inner = service("inner");
        inner.onRequest("twice", Integer.class, (n, context) -> 2 * n);
        MicroStream outer = service("outer");
        outer.onRequest(
                "plus-one",
                Integer.class,
                (n, context) -> 1
                        + outer.call(inner.service(), "twice")
                                .with(n)
                                .as(Integer.class)
                                .join());

        assertThat(outer.call(outer.service(), "plus-one")
                        .with(20)
                        .as(Integer.class)
                        .join())
                .isEqualTo(41);
    }

    @Test
    void takenNameIsRefusedWithoutHarm() {
        MicroStream first = service("auth");
        first.onRequest("echo", String.class, (text, context) -> text);

        assertThatThrownBy(() -> MicroStream.builder()
                        .hub(hub())
                        .service(first.service())
                        .connect())
                .isInstanceOf(NameTakenException.class);

        assertThat(service("web")
                        .call(first.service(), "echo")
                        .with("alive")
                        .as(String.class)
                        .join())
                .isEqualTo("alive");
    }

    @Test
    void nameIsFreeAtOnceAfterClose() {
        MicroStreamBuilder auth = builder("auth");
        auth.connect().close();

        MicroStream again = connect(auth);

        assertThat(again.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void thousandCallsWithAHundredInFlightAreAllAnswered() {
        MicroStream echo = service("echo");
        echo.onRequest("echo", Integer.class, (n, context) -> n);
        MicroStream web = connect(builder("web").maxInFlight(100).timeout(Duration.ofSeconds(30)));

        List<CompletableFuture<Integer>> calls = java.util.stream.IntStream.range(0, 1_000)
                .mapToObj(n -> web.call(echo.service(), "echo").with(n).as(Integer.class))
                .toList();

        for (int n = 0; n < calls.size(); n++) {
            assertThat(calls.get(n).join()).isEqualTo(n);
        }
    }
}
