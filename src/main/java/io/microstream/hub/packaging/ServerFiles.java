package io.microstream.hub.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/**
 * The server's configuration files as the hub wants them: Payara's own, changed by the style sheets of the same name.
 * A new version of Payara brings its new files along, and only what the hub sets stands in this project.
 */
final class ServerFiles {
    private final Path folder;

    /**
     * @param folder with {@code domain.xsl}, {@code default-web.xsl}, {@code boot.properties}, {@code logging.properties}
     */
    ServerFiles(Path folder) {
        this.folder = folder;
    }

    /** A file of the server's domain: ours if there is one, Payara's through a style sheet, or Payara's. */
    byte[] domainFile(String name, byte[] payara) throws IOException {
        Path ours = folder.resolve(name);
        if (Files.exists(ours)) {
            return Files.readAllBytes(ours);
        }
        Path style = folder.resolve(name.replaceFirst("\\.xml$", ".xsl"));
        return name.endsWith(".xml") && Files.exists(style) ? transformed(style, payara) : payara;
    }

    /** Properties of the process: Payara's, then ours. */
    byte[] bootProperties(byte[] payara) throws IOException {
        String text = new String(payara, StandardCharsets.ISO_8859_1)
                + "\n"
                + Files.readString(folder.resolve("boot.properties"), StandardCharsets.ISO_8859_1);
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] transformed(Path style, byte[] xml) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.newTransformer(new StreamSource(style.toFile()))
                    .transform(new StreamSource(new ByteArrayInputStream(xml)), new StreamResult(result));
        } catch (TransformerException unusable) {
            throw new IOException(style + " does not fit the server's file", unusable);
        }
        return result.toByteArray();
    }
}
