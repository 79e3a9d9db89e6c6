package io.microstream.hub.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microstream.hub.json.JsonException;
import io.microstream.hub.json.JsonLimits;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.testing.Defaults;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final String LONG = "x".repeat(257);
    private static final String LONGEST = "x".repeat(256);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\",\"event\":\"sum\",\"data\":[1]}}] | request to=\"billing\" payload={\"id\":\"r-1\",\"event\":\"sum\",\"data\":[1]} id=\"r-1\"@6",
                // any order, further members, white space
                "[\"request\",{\"payload\":{\"data\":1,\"event\":\"sum\",\"id\":\"r-1\"},\"targetService\":\"billing\"}] | request to=\"billing\" payload={\"data\":1,\"event\":\"sum\",\"id\":\"r-1\"} id=\"r-1\"@29",
                "[\"request\",{\"x\":{\"payload\":1},\"targetService\":\"billing\",\"payload\":{\"id\":1,\"headers\":{\"id\":2}}}] | request to=\"billing\" payload={\"id\":1,\"headers\":{\"id\":2}} id=1@6",
                "[ \"request\" , { \"targetService\" : \"billing\" , \"payload\" : { \"id\" : 7 } } ] | request to=\"billing\" payload={ \"id\" : 7 } id=7@9",
                // keys and names compare unescaped
                "[\"\\u0072equest\",{\"\\u0074argetService\":\"bill\\u0069ng\",\"p\\u0061yload\":{\"\\u0069d\":\"r-1\"}}] | request to=\"bill\\u0069ng\" payload={\"\\u0069d\":\"r-1\"} id=\"r-1\"@11",
                // of duplicate keys the last counts
                "[\"request\",{\"targetService\":\"a\",\"targetService\":\"b\",\"payload\":{\"id\":1,\"id\":2}}] | request to=\"b\" payload={\"id\":1,\"id\":2} id=2@13",
                "[\"request\",{\"targetService\":\"a\",\"payload\":{\"id\":1},\"payload\":{\"id\":2}}] | request to=\"a\" payload={\"id\":2} id=2@6",
                "[\"request\",{\"targetService\":\"a\",\"payload\":{\"id\":1},\"payload\":{}}] | request to=\"a\" payload={}",
                "[\"request\",{\"targetService\":\"a\",\"payload\":{\"id\":1},\"payload\":\"text\"}] | request to=\"a\" payload=\"text\"",
                "[\"request\",{\"targetService\":\"a\",\"payload\":1,\"payload\":{\"id\":1}}] | request to=\"a\" payload={\"id\":1} id=1@6",
                // one-way, and payloads that are no objects
                "[\"request\",{\"targetService\":\"a\",\"payload\":{\"event\":\"note\"}}] | request to=\"a\" payload={\"event\":\"note\"}",
                "[\"request\",{\"targetService\":\"a\",\"payload\":\"text\"}] | request to=\"a\" payload=\"text\"",
                "[\"request\",{\"targetService\":\"a\",\"payload\":-1.5e3}] | request to=\"a\" payload=-1.5e3",
                "[\"request\",{\"targetService\":\"a\",\"payload\":false}] | request to=\"a\" payload=false",
                "[\"request\",{\"targetService\":\"a\",\"payload\":[{\"id\":1}]}] | request to=\"a\" payload=[{\"id\":1}]",
                "[\"request\",{\"targetService\":\"a\",\"payload\":{}}] | request to=\"a\" payload={}",
                // targets and ids of every kind
                "[\"request\",{\"payload\":{\"id\":null}}] | request to=- payload={\"id\":null} id=null@6",
                "[\"request\",{\"targetService\":null,\"payload\":{\"id\":[1]}}] | request to=null payload={\"id\":[1]} id=[1]@6",
                "[\"request\",{\"targetService\":{\"a\":1},\"payload\":{\"id\":{\"a\":1}}}] | request to={\"a\":1} payload={\"id\":{\"a\":1}} id={\"a\":1}@6",
                "[\"request\",{\"targetService\":\"__proto__\",\"payload\":{\"__proto__\":1,\"id\":true}}] | request to=\"__proto__\" payload={\"__proto__\":1,\"id\":true} id=true@20",
                // no payload
                "[\"request\"] | malformed id=-",
                "[\"request\",null] | malformed id=-",
                "[\"request\",\"text\"] | malformed id=-",
                "[\"request\",[]] | malformed id=-",
                "[\"request\",{}] | malformed id=-",
                "[\"request\",{\"targetService\":\"a\"}] | malformed id=-",
                "[\"request\",{\"targetService\":\"a\",\"payload\":null}] | malformed id=-",
                "[\"request\",{\"payload\":{\"id\":1},\"payload\":null}] | malformed id=-",
                // further arguments
                "[\"request\",{\"targetService\":\"a\",\"payload\":{\"id\":1}},{\"payload\":{\"id\":2}},3] | request to=\"a\" payload={\"id\":1} id=1@6",
                // answers
                "[\"response\",{\"id\":\"r-1\",\"response\":{\"sum\":3}}] | response id=\"r-1\" value={\"sum\":3}",
                "[\"response\",{\"response\":{\"id\":2},\"x\":1,\"id\":\"r-1\"}] | response id=\"r-1\" value={\"id\":2}",
                "[\"response\",{\"\\u0069d\":1,\"r\\u0065sponse\":0}] | response id=1 value=0",
                "[\"response\",{\"id\":1,\"id\":2,\"response\":3,\"response\":4}] | response id=2 value=4",
                "[\"response\",{\"id\":\"r-1\"}] | response id=\"r-1\" value=-",
                "[\"response\",{\"id\":\"r-1\",\"response\":null}] | response id=\"r-1\" value=null",
                "[\"response\",{\"id\":null,\"response\":1}] | response id=null value=1",
                "[\"response\",{\"id\":1},{\"id\":2}] | response id=1 value=-",
                "[\"response\"] | malformed id=-",
                "[\"response\",null] | malformed id=-",
                "[\"response\",{}] | malformed id=-",
                "[\"response\",{\"response\":1}] | malformed id=-",
                // life, and what the hub does not know
                "[\"heartbeat\",{\"serviceName\":\"billing\"}] | heartbeat",
                "[\"heartbeat\"] | heartbeat",
                "[\"heartbeat\",null,1] | heartbeat",
                "[\"foo\",1] | unknown",
                "[\"message\",\"hi\"] | unknown",
                "[1,2] | unknown",
                "[-1.5] | unknown",
                "[\"\"] | unknown",
                "[\"Request\",{}] | unknown",
                "[\"connection\"] | unknown",
                "[\"constructor\"] | unknown",
            })
    void eventIsReadAsItsMessage(String json, String message) {
        assertThat(Events.show(Events.read(json))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "\"request\"",
                "1",
                "null",
                "[null]",
                "[true]",
                "[{}]",
                "[[\"request\"]]",
                "[\"connect\"]",
                "[\"connect_error\"]",
                "[\"disconnect\"]",
                "[\"disconnecting\"]",
                "[\"newListener\",1]",
                "[\"removeListener\"]",
                "[\"\\u0063onnect\"]"
            })
    void whatIsNoEventOfSocketIoIsRefused(String json) {
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Events.read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[\"request\"",
                "[\"request\",",
                "[\"request\",]",
                "[\"request\",{\"payload\":{\"id\":1}}",
                "[\"request\",{\"payload\":{\"id\":1}}]]",
                "[\"request\",{\"payload\":{\"id\":1}}] x",
                "[\"request\",{\"payload\":{\"id\":1}},01]",
                "[\"request\",{\"payload\":{\"id\":1,}}]",
                "[\"request\",{\"payload\":{\"id\":1,\"data\":NaN}}]",
                "[\"request\",{\"payload\":{\"id\":1,\"data\":\"\\x41\"}}]",
                "[\"request\",{payload:{\"id\":1}}]",
                "[\"request\",{\"payload\":{\"id\":1}},\"\t\"]",
                "[\"response\",{\"id\":1,\"response\":+1}]",
                "[\"heartbeat\",{]",
                "[\"foo\",'x']",
                "[1,2",
            })
    void brokenJsonIsRefusedEverywhere(String json) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Events.read(json))
                .extracting(JsonException::reason)
                .isEqualTo(JsonException.Reason.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[[[0]]]]", "12345678901"})
    void limitBehindTheIdIsAnsweredToTheAsker(String tooMuch) {
        HubMessage message = readTight(
                "[\"request\",{\"targetService\":\"a\",\"payload\":{\"id\":\"r-1\",\"data\":" + tooMuch + "}}]");

        assertThat(Events.show(message)).isEqualTo("malformed id=\"r-1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[[[0]]]]", "12345678901"})
    void limitBeforeTheIdClosesAsThereIsNobodyToAnswerTo(String tooMuch) {
        String json = "[\"request\",{\"targetService\":\"a\",\"payload\":{\"data\":" + tooMuch + ",\"id\":\"r-1\"}}]";

        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> readTight(json));
    }

    @Test
    void limitInASecondPayloadIsNotAnsweredUnderTheIdOfTheFirst() {
        String json = "[\"request\",{\"payload\":{\"id\":\"r-1\"},\"payload\":{\"data\":12345678901}}]";

        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> readTight(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"response\",{\"id\":1,\"response\":12345678901}]", "[\"foo\",[[[[[0]]]]]]"})
    void limitInWhatIsNoRequestCloses(String json) {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> readTight(json));
    }

    @Test
    void nestingAtTheLimitPasses() {
        HubMessage message = readTight("[\"request\",{\"payload\":{\"id\":1,\"data\":[[0]]}}]");

        assertThat(message).isInstanceOf(HubMessage.Request.class);
    }

    @Test
    void longestIdAndEventPass() {
        HubMessage message = Events.read(request(LONGEST, LONGEST));

        assertThat(message).isInstanceOf(HubMessage.Request.class);
    }

    @Test
    void lengthOfAnIdIsWhatItSaysNotHowItIsEscaped() {
        HubMessage message = Events.read(request("\\u0061".repeat(256), "é".repeat(256)));

        assertThat(message).isInstanceOf(HubMessage.Request.class);
    }

    @Test
    void tooLongIdIsAnsweredUnderItself() {
        assertThat(Events.show(Events.read(request(LONG, "sum")))).isEqualTo("malformed id=\"" + LONG + "\"");
    }

    @Test
    void tooLongEventIsAnsweredToTheAsker() {
        assertThat(Events.show(Events.read(request("r-1", LONG)))).isEqualTo("malformed id=\"r-1\"");
    }

    @Test
    void answerUnderATooLongIdNamesNoRequest() {
        assertThat(Events.show(Events.read("[\"response\",{\"id\":\"" + LONG + "\",\"response\":1}]")))
                .isEqualTo("malformed id=-");
    }

    @Test
    void nothingOfARefusedEventIsLeftForTheNext() {
        EventReader reader = new EventReader(Defaults.socketIo());
        assertThatThrownBy(() ->
                        Events.read(reader, "[\"request\",{\"targetService\":\"a\",\"payload\":{\"id\":\"r-1\"}},01]"))
                .isInstanceOf(JsonException.class);

        HubMessage next = Events.read(reader, "[\"request\",{}]");
        HubMessage afterNext = Events.read(reader, "[\"request\",{\"payload\":{}}]");

        assertThat(Events.show(next)).isEqualTo("malformed id=-");
        assertThat(Events.show(afterNext)).isEqualTo("request to=- payload={}");
    }

    private static String request(String id, String event) {
        return "[\"request\",{\"targetService\":\"a\",\"payload\":{\"id\":\"" + id + "\",\"event\":\"" + event
                + "\"}}]";
    }

    /** Five levels, ten characters of a number. */
    private static HubMessage readTight(String json) {
        SocketIoSettings tight = new SocketIoSettings(
                Duration.ofSeconds(45), false, 256, 256, 256, 10, 10_000_000, new JsonLimits(5, 10));
        return Events.read(new EventReader(tight), json);
    }
}
