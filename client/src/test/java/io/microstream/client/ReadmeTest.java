package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.client.junit.MicroStreamExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows first. */
@ExtendWith(MicroStreamExtension.class)
@Timeout(120)
final class ReadmeTest {
    @Test
    void firstServiceAndFirstCallRunAsWritten(URI hub, @TempDir Path folder) throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
        int begin = readme.indexOf("```java\n") + "```java\n".length();
        Path source =
                Files.writeString(folder.resolve("First.java"), readme.substring(begin, readme.indexOf("```", begin)));

        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString(),
                        hub.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said.strip()).isEqualTo("Greeting[text=Hello Ann]");
        assertThat(java.waitFor()).isZero();
        assertThat(readme.substring(begin, readme.indexOf("```", begin)).lines().count())
                .isLessThanOrEqualTo(15);
    }
}
