package io.microstream.hub.websocket.frames;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeAnswerTest {
    @Test
    void sampleKeyOfTheRfcGetsItsSampleAnswer() {
        // RFC 6455 §1.3
        assertThat(HandshakeAnswer.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @ParameterizedTest
    @ValueSource(strings = {" dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ== "})
    void spaceAroundTheKeyDoesNotCount(String key) {
        assertThat(HandshakeAnswer.accept(key)).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
