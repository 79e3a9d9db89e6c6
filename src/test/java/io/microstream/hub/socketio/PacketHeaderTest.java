package io.microstream.hub.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0                       | CONNECT       | 0  | /       | ``",
                "0{\"token\":\"t\"}      | CONNECT       | 0  | /       | {\"token\":\"t\"}",
                "0/foo,                  | CONNECT       | 0  | /foo    | ``",
                "0/foo                   | CONNECT       | 0  | /foo    | ``",
                "0/?x=1,{}               | CONNECT       | 0  | /?x=1   | {}",
                "0/,{}                   | CONNECT       | 0  | /       | {}",
                "0/café,                 | CONNECT       | 0  | /café   | ``",
                "1                       | DISCONNECT    | 0  | /       | ``",
                "1/foo,                  | DISCONNECT    | 0  | /foo    | ``",
                "2[\"foo\"]              | EVENT         | 0  | /       | [\"foo\"]",
                "2                       | EVENT         | 0  | /       | ``",
                "21[\"foo\"]             | EVENT         | 0  | /       | [\"foo\"]",
                "200012[\"foo\"]         | EVENT         | 0  | /       | [\"foo\"]",
                "212345678901234567890[] | EVENT         | 0  | /       | []",
                "2/foo,12[\"foo\"]       | EVENT         | 0  | /foo    | [\"foo\"]",
                "2-1[]                   | EVENT         | 0  | /       | -1[]",
                "37[1]                   | ACK           | 0  | /       | [1]",
                "4{}                     | CONNECT_ERROR | 0  | /       | {}",
                "51-[\"foo\"]            | BINARY_EVENT  | 1  | /       | [\"foo\"]",
                "50-[\"foo\"]            | BINARY_EVENT  | 0  | /       | [\"foo\"]",
                "511-7[\"foo\"]          | BINARY_EVENT  | 11 | /       | [\"foo\"]",
                "59999-[]                | BINARY_EVENT  | 9999 | /     | []",
                "52-/foo,3[\"foo\"]      | BINARY_EVENT  | 2  | /foo    | [\"foo\"]",
                "61-4[{}]                | BINARY_ACK    | 1  | /       | [{}]",
            })
    void headerIsReadAndTheRestIsJson(String packet, PacketType type, int attachments, String namespace, String json) {
        byte[] bytes = ("##" + packet + "##").getBytes(UTF_8);
        int to = bytes.length - 2;

        PacketHeader header = PacketHeader.parse(bytes, 2, to);

        assertThat(header.type()).isEqualTo(type);
        assertThat(header.attachments()).isEqualTo(attachments);
        assertThat(header.namespace()).isEqualTo(namespace);
        assertThat(header.isMain()).isEqualTo(namespace.equals("/"));
        assertThat(new String(bytes, header.jsonFrom(), to - header.jsonFrom(), UTF_8))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7[]",
                "9",
                "x",
                "-",
                "[\"foo\"]",
                "é",
                " 2[]", // no type
                "5",
                "51",
                "51[\"foo\"]",
                "5-[\"foo\"]",
                "5x-[\"foo\"]",
                "51x-[\"foo\"]", // attachments
                "5-1-[\"foo\"]",
                "5 1-[]",
                "5+1-[]",
                "512345-[]",
                "6[]",
                "6x-[]",
                "5/foo,1-[]"
            })
    void whatIsNoHeaderIsRefused(String packet) {
        byte[] bytes = packet.getBytes(UTF_8);

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> PacketHeader.parse(bytes, 0, bytes.length));
    }

    @Test
    void namespaceHasALimit() {
        byte[] longest = ("0/" + "n".repeat(255) + ",").getBytes(UTF_8);
        byte[] tooLong = ("0/" + "n".repeat(256) + ",").getBytes(UTF_8);

        assertThat(PacketHeader.parse(longest, 0, longest.length).namespace()).hasSize(256);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> PacketHeader.parse(tooLong, 0, tooLong.length));
    }
}
