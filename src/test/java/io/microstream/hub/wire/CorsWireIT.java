package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers ask before and beside. */
class CorsWireIT extends WireTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/?EIO=4&transport=polling",
                "/socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA",
                "/socket.io/?transport=abc",
            })
    void preflightIsAnsweredBeforeAnyCheck(String target) {
        HttpAnswer answer = RawHttp.exchange(
                hub(),
                "OPTIONS",
                target,
                "",
                "Origin: http://shop.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type,x-trace");

        assertThat(answer.line()).isEqualTo("204");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET,HEAD,PUT,PATCH,POST,DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("content-type,x-trace");
        assertThat(answer.header("Vary")).contains("Access-Control-Request-Headers");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void preflightWithoutOriginIsAnsweredToo() {
        HttpAnswer answer = RawHttp.exchange(hub(), "OPTIONS", "/socket.io/?EIO=4&transport=polling", "");

        assertThat(answer.line()).isEqualTo("204");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET,HEAD,PUT,PATCH,POST,DELETE");
    }

    @Test
    void preflightOpensNoSession() {
        RawHttp.exchange(hub(), "OPTIONS", "/socket.io/?EIO=4&transport=polling&serviceName=orders", "");

        assertThat(service("orders").sid()).isNotEmpty();
    }

    @Test
    void everyOriginMayPoll() {
        String target = session("orders").target();

        HttpAnswer answer = RawHttp.exchange(hub(), "POST", target, "40", "Origin: http://shop.example");

        assertThat(answer.line()).isEqualTo("200 ok");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void originWithAControlCharacterNeverOpensASession() {
        HttpAnswer answer = RawHttp.get(hub(), "/socket.io/?EIO=4&transport=polling", "Origin: http://a\u0001b");

        assertThat(answer.status()).isEqualTo(400);
    }
}
