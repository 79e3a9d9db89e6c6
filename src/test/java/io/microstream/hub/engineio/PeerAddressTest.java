package io.microstream.hub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.FakeRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # who trusts   | from         | X-Forwarded-For                  | address      | uncertain
                    ''             | 192.0.2.1    |                                  | 192.0.2.1    | false
                    ''             | 192.0.2.1    | 198.51.100.7                     | 192.0.2.1    | true
                    10.0.0.0/8     | 192.0.2.1    | 198.51.100.7                     | 192.0.2.1    | true
                    10.0.0.0/8     | 10.0.0.1     |                                  | 10.0.0.1     | false
                    10.0.0.0/8     | 10.0.0.1     | 198.51.100.7                     | 198.51.100.7 | false
                    10.0.0.0/8     | 10.0.0.1     | 198.51.100.7:4711                | 198.51.100.7 | false
                    10.0.0.0/8     | 10.0.0.1     | 1.1.1.1, 198.51.100.7            | 198.51.100.7 | false
                    10.0.0.0/8     | 10.0.0.1     | 1.1.1.1, 198.51.100.7, 10.0.0.9  | 198.51.100.7 | false
                    10.0.0.0/8     | 10.0.0.1     | 10.0.0.3, 10.0.0.2               | 10.0.0.3     | false
                    10.0.0.0/8     | 10.0.0.1     | unknown                          | 10.0.0.1     | true
                    10.0.0.0/8     | 10.0.0.1     | 1.1.1.1, hub.example             | 10.0.0.1     | true
                    10.0.0.0/8     | 10.0.0.1     | 999.1.1.1                        | 10.0.0.1     | true
                    10.0.0.0/8     | 10.0.0.1     | ''                               | 10.0.0.1     | true
                    10.0.0.1       | 10.0.0.2     | 1.1.1.1                          | 10.0.0.2     | true
                    ::1,fd00::/8   | 0:0:0:0:0:0:0:1 | 2001:db8::7, fd00::2          | 2001:db8:0:0:0:0:0:7 | false
                    10.0.0.0/7     | 11.255.0.1   | 1.1.1.1                          | 1.1.1.1      | false
                    10.0.0.0/7     | 12.0.0.1     | 1.1.1.1                          | 12.0.0.1     | true
                    0.0.0.0/0      | 12.0.0.1     | 1.1.1.1, 2.2.2.2                 | 1.1.1.1      | false
                    """)
    void nearestAddressThatIsNoTrustedProxysIsThePeers(
            String trusted, String from, @Nullable String forwarded, String address, boolean isUncertain) {
        FakeRequest request = FakeRequest.of("GET").from(from);
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }

        assertThat(PeerAddress.of(request.request(), ranges(trusted))).isEqualTo(new PeerAddress(address, isUncertain));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    for=198.51.100.7                                     | 198.51.100.7         | false
                    for=1.1.1.1, FOR="198.51.100.7:4711";proto=http      | 198.51.100.7         | false
                    by=10.0.0.1;host=hub;for=198.51.100.7                | 198.51.100.7         | false
                    for="[2001:db8::7]:4711"                             | 2001:db8:0:0:0:0:0:7 | false
                    for="[2001:db8::7]", for=10.0.0.9                    | 2001:db8:0:0:0:0:0:7 | false
                    for=_hidden                                          | 10.0.0.1             | true
                    for=unknown, for=10.0.0.9                            | 10.0.0.9             | true
                    proto=https                                          | 10.0.0.1             | true
                    for="[2001:db8::7                                    | 10.0.0.1             | true
                    """)
    void forwardedHeaderIsReadAsItsStandardSays(String forwarded, String address, boolean isUncertain) {
        FakeRequest request = FakeRequest.of("GET").from("10.0.0.1").header("Forwarded", forwarded);

        assertThat(PeerAddress.of(request.request(), ranges("10.0.0.0/8")))
                .isEqualTo(new PeerAddress(address, isUncertain));
    }

    @ParameterizedTest
    @CsvSource({"for=198.51.100.7, 198.51.100.7, false", "for=1.1.1.1, 10.0.0.1, true"})
    void headerThatTheProxyDoesNotWriteCannotOverruleTheOneItWrites(
            String forwarded, String address, boolean isUncertain) {
        FakeRequest request = FakeRequest.of("GET")
                .from("10.0.0.1")
                .header("X-Forwarded-For", "198.51.100.7")
                .header("Forwarded", forwarded);

        assertThat(PeerAddress.of(request.request(), ranges("10.0.0.0/8")))
                .isEqualTo(new PeerAddress(address, isUncertain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hub.example", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.256", "::1/129", "::g", "*"})
    void whatIsNoAddressIsNoRange(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    private static List<AddressRange> ranges(String text) {
        return Arrays.stream(text.split(","))
                .map(AddressRange::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
