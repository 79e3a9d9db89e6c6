package io.microstream.hub.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeRuleTest {
    @ParameterizedTest
    @CsvSource({
        "META-INF/MANIFEST.MF, DROPPED",
        "META-INF/BC1024KE.SF, DROPPED",
        "META-INF/INDEX.LIST, DROPPED",
        "module-info.class, DROPPED",
        "META-INF/maven/org.glassfish/hk2/pom.xml, DROPPED",
        "META-INF/services/jakarta.enterprise.inject.spi.Extension, JOINED",
        "META-INF/hk2-locator/default, JOINED",
        "jndi.properties, JOINED",
        "META-INF/LICENSE, RIGHTS",
        "META-INF/NOTICE.markdown, RIGHTS",
        "META-INF/FastDoubleParser-LICENSE, RIGHTS",
        "META-INF/THIRD-PARTY.txt, RIGHTS",
        "META-INF/gfprobe-provider.xml, FIRST",
        "org/glassfish/License.class, FIRST",
        "org/glassfish/deployment/LogMessages.properties, FIRST",
    })
    void eachFileHasItsRule(String name, MergeRule rule) {
        assertThat(MergeRule.of(name)).isEqualTo(rule);
    }
}
