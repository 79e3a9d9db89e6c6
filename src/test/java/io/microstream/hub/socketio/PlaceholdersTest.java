package io.microstream.hub.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.microstream.hub.json.JsonLimits;
import io.microstream.hub.testing.Together;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code #n} stands for the placeholder of attachment n; the attachments are 0a, 0b and 0c. */
class PlaceholdersTest {
    private static final byte[][] ATTACHMENTS = {{10}, {11}, {12}};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":1,\"a\":#0} | {\"id\":1,\"a\":#0} id=1@6 0a",
                "{\"id\":1,\"a\":[#0,#1,{\"b\":#2}]} | {\"id\":1,\"a\":[#0,#1,{\"b\":#2}]} id=1@6 0a,0b,0c",
                // out of order, twice, only some
                "{\"id\":1,\"a\":#1,\"b\":#0} | {\"id\":1,\"a\":#0,\"b\":#1} id=1@6 0b,0a",
                "{\"id\":1,\"a\":#0,\"b\":#0} | {\"id\":1,\"a\":#0,\"b\":#1} id=1@6 0a,0a",
                "{\"id\":1,\"a\":#2} | {\"id\":1,\"a\":#0} id=1@6 0c",
                "{\"id\":1,\"a\":2} | {\"id\":1,\"a\":2} id=1@6",
                // an id behind a placeholder that has changed stands elsewhere
                "{\"a\":{\"num\":1, \"_placeholder\":true,\"more\":0},\"id\":1} | {\"a\":#0,\"id\":1} id=1@40 0b",
                // the payload itself
                "#0 | #0 0a",
                "#1 | #0 0b",
                "[#0] | [#0] 0a",
                "\"text\" | \"text\"",
                // as written by somebody else
                "{\"id\":1,\"a\":{\"num\":0,\"_placeholder\":true}} | {\"id\":1,\"a\":{\"num\":0,\"_placeholder\":true}} id=1@6 0a",
                "{\"id\":1,\"a\":{\"_\\u0070laceholder\":true,\"n\\u0075m\":1}} | {\"id\":1,\"a\":#0} id=1@6 0b",
                "{\"id\":1,\"a\":{\"_placeholder\":true,\"num\":1.0}} | {\"id\":1,\"a\":#0} id=1@6 0b",
                "{\"id\":1,\"a\":{\"_placeholder\":true,\"num\":10e-1}} | {\"id\":1,\"a\":#0} id=1@6 0b",
                "{\"id\":1,\"a\":{\"_placeholder\":true,\"num\":5,\"num\":1}} | {\"id\":1,\"a\":#0} id=1@6 0b",
                // none at all
                "{\"id\":1,\"a\":{\"_placeholder\":false,\"num\":9}} | {\"id\":1,\"a\":{\"_placeholder\":false,\"num\":9}} id=1@6",
                "{\"id\":1,\"a\":{\"_placeholder\":\"true\",\"num\":9}} | {\"id\":1,\"a\":{\"_placeholder\":\"true\",\"num\":9}} id=1@6",
                "{\"id\":1,\"a\":{\"_placeholder\":true,\"_placeholder\":0}} | {\"id\":1,\"a\":{\"_placeholder\":true,\"_placeholder\":0}} id=1@6",
                "{\"id\":1,\"a\":{\"num\":9}} | {\"id\":1,\"a\":{\"num\":9}} id=1@6",
                // what stands inside a placeholder is gone with it
                "{\"id\":1,\"a\":{\"_placeholder\":true,\"num\":1,\"x\":#2}} | {\"id\":1,\"a\":#0} id=1@6 0b",
                "{\"id\":1,\"a\":{\"x\":{\"_placeholder\":true,\"num\":99},\"_placeholder\":true,\"num\":0},\"b\":#1} | {\"id\":1,\"a\":{\"x\":{\"_placeholder\":true,\"num\":99},\"_placeholder\":true,\"num\":0},\"b\":#1} id=1@6 0a,0b",
                "{\"id\":1,\"a\":{\"_placeholder\":#0,\"num\":#1}} | {\"id\":1,\"a\":{\"_placeholder\":#0,\"num\":#1}} id=1@6 0a,0b",
            })
    void attachmentsFollowThePlacesOfThePayload(String payload, String read) {
        String json = "[\"request\",{\"targetService\":\"a\",\"payload\":" + written(payload) + "}]";

        assertThat(Events.show(Events.read(json, ATTACHMENTS))).isEqualTo("request to=\"a\" payload=" + written(read));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"request\",{\"x\":#0,\"targetService\":\"a\",\"payload\":{\"a\":#1}}] | request to=\"a\" payload={\"a\":#0} 0b",
                "[\"request\",{\"x\":{\"_placeholder\":true,\"num\":99},\"targetService\":\"a\",\"payload\":{\"a\":#0}}] | request to=\"a\" payload={\"a\":#0} 0a",
                "[\"request\",{\"targetService\":\"a\",\"payload\":{\"a\":#2}},#0,#1] | request to=\"a\" payload={\"a\":#0} 0c",
                "[\"response\",{\"id\":1,\"x\":#0,\"response\":[#2,#1]}] | response id=1 value=[#0,#1] 0c,0b",
                "[\"response\",{\"id\":1,\"response\":#0}] | response id=1 value=#0 0a",
                "[\"response\",{\"id\":1,\"x\":#0}] | response id=1 value=-",
                "[\"heartbeat\",#0] | heartbeat",
            })
    void onlyTheForwardedPartCounts(String json, String read) {
        assertThat(Events.show(Events.read(written(json), ATTACHMENTS))).isEqualTo(written(read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true}",
                "{\"_placeholder\":true,\"num\":3}",
                "{\"_placeholder\":true,\"num\":-1}",
                "{\"_placeholder\":true,\"num\":0.5}",
                "{\"_placeholder\":true,\"num\":\"0\"}",
                "{\"_placeholder\":true,\"num\":null}",
                "{\"_placeholder\":true,\"num\":[0]}",
                "{\"_placeholder\":true,\"num\":{}}",
                "{\"_placeholder\":true,\"num\":1e400}",
                "{\"_placeholder\":true,\"num\":4294967296}",
                "{\"_placeholder\":true,\"num\":18446744073709551616}",
                "{\"_placeholder\":true,\"num\":0,\"num\":3}"
            })
    void placeholderThatNamesNoAttachmentIsRefused(String placeholder) {
        String json = "[\"request\",{\"targetService\":\"a\",\"payload\":{\"a\":" + placeholder + "}}]";

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Events.read(json, ATTACHMENTS));
    }

    @Test
    void placesAreCountedSoThatOneAttachmentIsNotSentAThousandTimes() {
        String ten = "#0,".repeat(9) + "#0";

        assertThat(Events.show(
                        Events.read(written("[\"response\",{\"id\":1,\"response\":[" + ten + "]}]"), ATTACHMENTS)))
                .endsWith(" 0a,0a,0a,0a,0a,0a,0a,0a,0a,0a");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() ->
                        Events.read(written("[\"response\",{\"id\":1,\"response\":[" + ten + ",#0]}]"), ATTACHMENTS));
    }

    @Test
    void deepestNestingThatCanBeConfiguredNeedsNoDeepStack() {
        int depth = 10_000;
        SocketIoSettings deep = new SocketIoSettings(
                Duration.ofSeconds(45), false, 256, 256, 256, 10, 10_000_000, new JsonLimits(depth, 10));
        String value = "{\"a\":".repeat(depth - 2) + "0" + "}".repeat(depth - 2);

        Together.together(() -> assertThat(Events.read(
                        new EventReader(deep), "[\"response\",{\"id\":1,\"response\":" + value + "}]", ATTACHMENTS))
                .isNotNull());
    }

    private static String written(String text) {
        return text.replaceAll("#(\\d)", "{\"_placeholder\":true,\"num\":$1}");
    }
}
