package io.microstream.hub.packaging;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * A jar that is put together of others as a class path would show them: of two files with one name the first counts,
 * except those that are read from every jar of a class path, which are joined. Files about rights are all kept, each
 * under the name of the jar that it came in. The same input gives the same bytes.
 */
final class FlatJar implements Closeable {
    private final Set<String> written = new HashSet<>();
    private final Map<String, StringBuilder> joined = new LinkedHashMap<>();
    private final JarOutputStream out;
    private final LocalDateTime time;

    /**
     * @param time stands on every file, so that two builds of one source are equal
     */
    FlatJar(Path file, Manifest manifest, Instant time) throws IOException {
        // In a zip stands a time of day without a zone: the same wherever it is built.
        this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        OutputStream bytes = Files.newOutputStream(file);
        out = new JarOutputStream(bytes);
        out.setLevel(Deflater.BEST_SPEED); // half the time to build for a tenth more bytes
        write("META-INF/MANIFEST.MF", bytesOf(manifest));
    }

    /**
     * Adds one file of a jar; ignored if the jar has a file of that name already.
     *
     * @param origin name of the jar that it lies in
     */
    void add(String origin, String name, byte[] bytes) throws IOException {
        switch (MergeRule.of(name)) {
            case DROPPED -> {}
            case JOINED ->
                joined.computeIfAbsent(name, any -> new StringBuilder())
                        .append(withoutTagLibraries(new String(bytes, StandardCharsets.UTF_8)))
                        .append("\n\n"); // a blank line ends an entry of HK2's list
            case RIGHTS -> write("META-INF/licenses/" + origin + name.substring(name.lastIndexOf('/')), bytes);
            case FIRST -> write(name, bytes);
        }
    }

    /**
     * An HK2 list without those who look for JSP tag libraries in the server's jars: they expect a jar of the name that
     * the manifest gives, so that a renamed jar would not start.
     */
    private static String withoutTagLibraries(String list) {
        return Stream.of(list.split("\\n\\s*\\n"))
                .filter(entry -> !entry.contains("contract={org.glassfish.api.web.TldProvider}"))
                .collect(Collectors.joining("\n\n"));
    }

    /**
     * Adds a folder, for those who look a folder up as a resource.
     *
     * @param name with the slash at its end
     */
    void addFolder(String name) throws IOException {
        write(name, new byte[0]);
    }

    @Override
    public void close() throws IOException {
        for (Map.Entry<String, StringBuilder> file : joined.entrySet()) {
            write(file.getKey(), file.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
        out.close();
    }

    private void write(String name, byte[] bytes) throws IOException {
        if (!written.add(name)) {
            return;
        }
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(time);
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    private static byte[] bytesOf(Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }
}
