package io.microstream.hub.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.HubMessage;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketWriterTest {
    private static final boolean TAKES_NULL = true;
    private static final boolean TAKES_DEADLINE = true;
    private static final boolean ORIGINAL = false;

    @Test
    void connectIsAnsweredWithTheSid() {
        assertThat(text(PacketWriter.connect("S-1_"))).isEqualTo("40{\"sid\":\"S-1_\"}");
    }

    @Test
    void foreignNamespaceIsRefusedInTheWordsOfTheOriginal() {
        assertThat(text(PacketWriter.invalidNamespace("/foo"))).isEqualTo("44/foo,{\"message\":\"Invalid namespace\"}");
    }

    @Test
    void refusalHasTheShapeThatTheOriginalClientReads() {
        OutboundPacket packet = PacketWriter.connectError(
                ErrorCode.DUPLICATE_SERVICE_REGISTRATION, "The name is taken.", Optional.of("a \"b\" café"));

        assertThat(text(packet))
                .isEqualTo("44{\"message\":\"DUPLICATE_SERVICE_REGISTRATION\",\"data\":{"
                        + "\"code\":\"DUPLICATE_SERVICE_REGISTRATION\",\"message\":\"The name is taken.\","
                        + "\"errorData\":{\"serviceName\":\"a \\\"b\\\" café\"}}}");
    }

    @Test
    void refusalWithoutANameHasEmptyData() {
        OutboundPacket packet =
                PacketWriter.connectError(ErrorCode.SERVICE_NAME_MISSING, "A service needs a name.", Optional.empty());

        assertThat(text(packet))
                .isEqualTo("44{\"message\":\"SERVICE_NAME_MISSING\",\"data\":{\"code\":\"SERVICE_NAME_MISSING\","
                        + "\"message\":\"A service needs a name.\",\"errorData\":{}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"r-1\",\"event\":\"sum\",\"data\":{\"x\":1}}",
                "{ \"data\" : \"\\u0000\\/é\" , \"id\" : 1.0 }",
                "\"text\"",
                "{}"
            })
    void requestGoesOutAsThePayloadCameIn(String payload) {
        assertThat(delivered(request(payload, RawJson.ABSENT))).containsExactly("42[\"request\"," + payload + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"r-1\",\"event\":\"sum\"} | {\"id\":\"hub-1\",\"event\":\"sum\"}",
                "{\"event\":\"sum\",\"id\":\"r-1\"} | {\"event\":\"sum\",\"id\":\"hub-1\"}",
                "{\"a\":1,\"\\u0069d\" : {\"id\":2} , \"b\":[]} | {\"a\":1,\"\\u0069d\" : \"hub-1\" , \"b\":[]}",
                "{\"id\":1,\"id\":22} | {\"id\":1,\"id\":\"hub-1\"}",
                "{\"é\":\"😀\",\"id\":7,\"é\":\"😀\"} | {\"é\":\"😀\",\"id\":\"hub-1\",\"é\":\"😀\"}",
                "{\"id\":\"a-very-long-id-that-is-longer\"} | {\"id\":\"hub-1\"}",
            })
    void requestUnderAnIdOfTheHubsChangesNothingElse(String payload, String sent) {
        assertThat(delivered(request(payload, RawJson.of("\"hub-1\""))))
                .containsExactly("42[\"request\"," + sent + "]");
    }

    @Test
    void attachmentsFollowTheirText() {
        String payload = "{\"id\":1,\"a\":{\"_placeholder\":true,\"num\":0},\"b\":{\"_placeholder\":true,\"num\":1}}";
        Delivery request = request(payload, RawJson.ABSENT, new byte[] {1, 2}, new byte[] {3});

        assertThat(delivered(request)).containsExactly("452-[\"request\"," + payload + "]", "bin:0102", "bin:03");
    }

    @Test
    void replacedIdStandsWhereRenumberingHasMovedIt() {
        String payload = "{\"a\":{\"num\":1,\"_placeholder\":true,\"x\":0},\"id\":\"r-1\"}";
        Delivery request = request(payload, RawJson.of("9"), new byte[] {1}, new byte[] {2});

        assertThat(delivered(request))
                .containsExactly("451-[\"request\",{\"a\":{\"_placeholder\":true,\"num\":0},\"id\":9}]", "bin:02");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"r-1\" | {\"sum\":3} | {\"id\":\"r-1\",\"response\":{\"sum\":3}}",
                "1.0     | 0           | {\"id\":1.0,\"response\":0}",
                "null    | \"\"        | {\"id\":null,\"response\":\"\"}",
                "\"r-1\" | false       | {\"id\":\"r-1\",\"response\":false}",
                "``      | 1           | {\"response\":1}",
            })
    void answerIsIdAndValue(String id, String value, String sent) {
        Delivery answer = answer(id, value);

        assertThat(delivered(answer)).containsExactly("42[\"response\"," + sent + "]");
        assertThat(delivered(answer, TAKES_NULL)).containsExactly("42[\"response\"," + sent + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"r-1\" | ``   | {\"id\":\"r-1\",\"response\":{}} | {\"id\":\"r-1\"}",
                "\"r-1\" | null | {\"id\":\"r-1\",\"response\":{}} | {\"id\":\"r-1\",\"response\":null}",
                "``      | ``   | {\"response\":{}}                | {}",
                "``      | null | {\"response\":{}}                | {\"response\":null}",
            })
    void answerWithoutAValueIsEmptyUnlessTheAskerTakesIt(String id, String value, String byDefault, String asItIs) {
        Delivery answer = answer(id, value);

        assertThat(delivered(answer)).containsExactly("42[\"response\"," + byDefault + "]");
        assertThat(delivered(answer, TAKES_NULL)).containsExactly("42[\"response\"," + asItIs + "]");
    }

    @Test
    void answerWithAttachmentsCountsThem() {
        RawJson value = RawJson.of("{\"_placeholder\":true,\"num\":0}");
        Delivery answer = new Delivery.Answer(RawJson.of("1"), value, List.of(new byte[] {7}));

        assertThat(delivered(answer))
                .containsExactly("451-[\"response\",{\"id\":1,\"response\":" + value.text() + "}]", "bin:07");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "250                      | ,{\"timeout\":250}",
                "0.2                      | ,{\"timeout\":1}",
                "1e3                      | ,{\"timeout\":1000}",
                "1,\"timeout\":2          | ,{\"timeout\":2}",
                "0                        | ``",
                "-5                       | ``",
                "\"250\"                  | ``",
                "null                     | ``",
                "1e400                    | ,{\"timeout\":31536000000}",
            })
    void timeoutOfTheEnvelopeIsASecondArgumentForThoseWhoTakeIt(String timeout, String argument) {
        Delivery request = requestIn("\"timeout\":" + timeout + ",\"payload\":{\"id\":1}", RawJson.ABSENT);
        Delivery renamed = requestIn("\"payload\":{\"id\":1},\"timeout\":" + timeout, RawJson.of("\"hub-1\""));

        assertThat(delivered(request, ORIGINAL, TAKES_DEADLINE))
                .containsExactly("42[\"request\",{\"id\":1}" + argument + "]");
        assertThat(delivered(renamed, ORIGINAL, TAKES_DEADLINE))
                .containsExactly("42[\"request\",{\"id\":\"hub-1\"}" + argument + "]");
        assertThat(delivered(request)).containsExactly("42[\"request\",{\"id\":1}]");
    }

    private static Delivery request(String payload, RawJson newId, byte[]... attachments) {
        return requestIn("\"payload\":" + payload, newId, attachments);
    }

    private static Delivery requestIn(String envelope, RawJson newId, byte[]... attachments) {
        HubMessage.Request read = (HubMessage.Request)
                Events.read("[\"request\",{\"targetService\":\"a\"," + envelope + "}]", attachments);
        return new Delivery.Request(read.payload(), newId, read.attachments(), read.timeoutMillis());
    }

    private static Delivery answer(String id, String value) {
        return new Delivery.Answer(json(id), json(value), List.of());
    }

    private static RawJson json(String text) {
        return text.isEmpty() ? RawJson.ABSENT : RawJson.of(text);
    }

    private static List<String> delivered(Delivery delivery) {
        return delivered(delivery, ORIGINAL);
    }

    private static List<String> delivered(Delivery delivery, boolean takesNull) {
        return delivered(delivery, takesNull, false);
    }

    private static List<String> delivered(Delivery delivery, boolean takesNull, boolean takesDeadline) {
        return PacketWriter.delivery(delivery, takesNull, takesDeadline).stream()
                .map(PacketWriterTest::text)
                .toList();
    }

    private static String text(OutboundPacket packet) {
        return packet.binary() ? "bin:" + HexFormat.of().formatHex(packet.bytes()) : new String(packet.bytes(), UTF_8);
    }
}
