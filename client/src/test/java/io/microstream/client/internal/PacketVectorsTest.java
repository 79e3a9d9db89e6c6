package io.microstream.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microstream.client.testing.Vectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's codec against the packets on which hub and clients agree. */
final class PacketVectorsTest {
    static List<Vectors> all() {
        return Vectors.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWrittenAsAgreed(Vectors vector) {
        int attachments = vector.attachments().size();
        String id = vector.part("id");

        String written = vector.part("kind").equals("answer")
                ? PacketWriter.answer(attachments, PacketWriter.quoted(id), vector.part("data"))
                : PacketWriter.request(
                        attachments,
                        vector.part("target"),
                        id,
                        vector.part("event"),
                        headers(vector),
                        vector.part("data"),
                        vector.part("timeout").isEmpty() ? 0 : Long.parseLong(vector.part("timeout")));

        assertThat(written).isEqualTo(vector.part("sent"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadAsAgreed(Vectors vector) {
        PacketReader reader = new PacketReader();

        Inbound read = reader.text(vector.part("delivered"));
        for (byte[] attachment : vector.attachments()) {
            assertThat(read).isInstanceOf(Inbound.Other.class);
            read = reader.binary(attachment);
        }

        if (read instanceof Inbound.Answer answer) {
            assertThat(answer.id()).isEqualTo(vector.part("id"));
            assertThat(answer.valueJson()).isEqualTo(vector.part("data"));
            assertThat(answer.attachments()).containsExactlyElementsOf(vector.attachments());
        } else {
            Inbound.Request request = (Inbound.Request) read;
            assertThat(request.idJson()).isEqualTo(PacketWriter.quoted(vector.part("id")));
            assertThat(request.event()).isEqualTo(vector.part("event"));
            assertThat(request.dataJson() == null ? "" : request.dataJson()).isEqualTo(vector.part("data"));
            assertThat(request.headers()).isEqualTo(headers(vector));
            assertThat(request.attachments()).containsExactlyElementsOf(vector.attachments());
            assertThat(Long.toString(request.timeoutMillis()))
                    .isEqualTo(vector.part("timeout").isEmpty() ? "0" : vector.part("timeout"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "4",
                "49",
                "42{}",
                "42[",
                "42[]",
                "42[\"request\",{\"id\"",
                "42[\"request\",{\"id\":\"a",
                "45[\"request\",{}]",
                "45x-[\"a\"]",
                "4599999-[\"a\"]",
                "0{\"pingInterval\":\"x\"}"
            })
    void brokenPacketIsRefusedAndNothingWorse(String packet) {
        PacketReader reader = new PacketReader();

        assertThatThrownBy(() -> reader.text(packet)).isInstanceOf(WireException.class);
    }

    private static Map<String, String> headers(Vectors vector) {
        Map<String, String> headers = new HashMap<>();
        if (!vector.part("header").isEmpty()) {
            String[] nameAndValue = vector.part("header").split("=", 2);
            headers.put(nameAndValue[0], nameAndValue[1]);
        }
        return headers;
    }
}
