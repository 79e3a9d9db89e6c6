package io.microstream.hub.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microstream.hub.json.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HubErrorsTest {
    private static final RequestId ID = RequestId.of(RawJson.of("\"r-1\""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"Z\"|Z",
                "\"\\u005a\"|Z",
                "\"a\\\"b\"|a\\\"b",
                "null|null",
                "true|true",
                "false|false",
                "{\"a\":1}|[object Object]",
                "[1,\"a\",null,true]|1,a,,true",
                "[[1,[2,3]],[],{},[null]]|1,2,3,,[object Object],",
                "[null,null]|,",
                "1|1",
                "-7|-7",
                "1.0|1",
                "1.50|1.5",
                "-0|0",
                "1e3|1000",
                "1e21|1e+21",
                "123e19|1.23e+21",
                "1e20|100000000000000000000",
                "0.000001|0.000001",
                "0.0000001|1e-7",
                "-1.5e-9|-1.5e-9",
                "12345678901234567890|12345678901234567000",
                "1e999|Infinity",
                "-1e999|-Infinity",
            })
    void targetIsNamedAsJavaScriptPrintsIt(String target, String printed) {
        RawJson error = HubErrors.targetNotFound(new TargetService(RawJson.of(target)), ID);

        assertThat(error.text())
                .isEqualTo("{\"error\":{\"code\":\"TARGET_SERVICE_NOT_FOUND\",\"message\":\"Service \\\""
                        + printed
                        + "\\\" not found\",\"errorData\":{\"targetService\":" + target
                        + ",\"requestID\":\"r-1\"}}}");
    }

    @Test
    void absentTargetIsUndefinedAndLeftOut() {
        RawJson error = HubErrors.targetNotFound(new TargetService(RawJson.ABSENT), ID);

        assertThat(error.text())
                .isEqualTo(
                        "{\"error\":{\"code\":\"TARGET_SERVICE_NOT_FOUND\",\"message\":\"Service \\\"undefined\\\" not found\",\"errorData\":{\"requestID\":\"r-1\"}}}");
    }

    @Test
    void emptyArrayPrintsAsNothing() {
        assertThat(JavaScriptText.of(RawJson.of("[]"))).isEmpty();
    }

    @Test
    void absentIdIsLeftOut() {
        RawJson error = HubErrors.targetNotFound(new TargetService(RawJson.ABSENT), RequestId.ABSENT);

        assertThat(error.text()).endsWith("\"errorData\":{}}}");
    }

    @Test
    void veryLongTargetIsCutOffInTheSentenceOnly() {
        String name = "x".repeat(JavaScriptText.MAX_LENGTH + 1);

        String error = HubErrors.targetNotFound(new TargetService(RawJson.of('"' + name + '"')), ID)
                .text();

        assertThat(error).contains("x".repeat(JavaScriptText.MAX_LENGTH) + "…\\\" not found");
        assertThat(error).contains("\"targetService\":\"" + name + "\"");
    }

    @Test
    void targetIsPrintedHoweverDeepTheConfigurationLetsItBe() {
        RawJson deep = RawJson.of("[".repeat(5000) + "7" + "]".repeat(5000));

        assertThat(JavaScriptText.of(deep)).isEqualTo("7");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TARGET_SERVICE_NOT_FOUND",
                "TARGET_SERVICE_LOST",
                "TARGET_SERVICE_OVERLOADED",
                "TOO_MANY_REQUESTS",
                "REQUEST_EXPIRED"
            })
    void everyOutcomeNamesItsCodeItsServiceAndItsRequest(ErrorCode code) {
        String error = HubErrors.unanswered(code, new ServiceName("a\"b"), ID).text();

        assertThat(error).startsWith("{\"error\":{\"code\":\"" + code + "\",\"message\":\"");
        assertThat(error).endsWith("\"errorData\":{\"targetService\":\"a\\\"b\",\"requestID\":\"r-1\"}}}");
        assertThat(error).contains("Service \\\"a\\\"b\\\"");
    }

    @Test
    void refusalOfANameIsNoOutcomeOfARequest() {
        assertThatThrownBy(() -> HubErrors.unanswered(ErrorCode.SERVICE_NAME_BLOCKED, new ServiceName("orders"), ID))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
