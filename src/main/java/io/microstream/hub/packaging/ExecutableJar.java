package io.microstream.hub.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Makes the executable jar of Payara Micro, the WAR, the hub's own main, and what the hub sets of the server. */
public final class ExecutableJar {
    private static final String RUNTIME = "MICRO-INF/runtime/";
    private static final String DOMAIN = "MICRO-INF/domain/";
    private static final String PROPERTIES = "MICRO-INF/payara-boot.properties";
    private static final String DEPLOY = "MICRO-INF/deploy/";
    private static final String LAUNCHER = "io/microstream/hub/launcher";
    /** The oldest Java that runs the hub: of a class in several versions, this one's is taken. */
    private static final Runtime.Version OLDEST_JAVA = Runtime.Version.parse("17");

    private final ZipFile payara;
    private final ServerFiles files;
    private final FlatJar jar;

    private ExecutableJar(ZipFile payara, ServerFiles files, FlatJar jar) {
        this.payara = payara;
        this.files = files;
        this.jar = jar;
    }

    /**
     * @param arguments payara-micro.jar, the WAR, the folder of compiled classes, the folder with what the hub sets of
     *     the server, the jar to make, the time to put on its files, the hub's version
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> paths = Stream.of(arguments).limit(5).map(Path::of).toList();
        Path target = paths.get(4);
        try (JarFile payara = new JarFile(paths.get(0).toFile());
                FlatJar jar = new FlatJar(
                        target, manifest(payara.getManifest(), target, arguments[6]), Instant.parse(arguments[5]))) {
            ExecutableJar executable = new ExecutableJar(payara, new ServerFiles(paths.get(3)), jar);
            executable.addServer();
            executable.addHub(paths.get(1), paths.get(2));
        }
    }

    /** Payara's, since it opens packages of the JDK, with the hub's main and without a promise of several versions. */
    private static Manifest manifest(Manifest payara, Path target, String version) {
        Manifest manifest = new Manifest(payara);
        Attributes attributes = manifest.getMainAttributes();
        manifest.getEntries().clear();
        attributes.remove(Attributes.Name.MULTI_RELEASE);
        attributes.remove(new Attributes.Name("Start-Class"));
        attributes.put(Attributes.Name.MAIN_CLASS, "io.microstream.hub.launcher.HubMain");
        attributes.put(Attributes.Name.IMPLEMENTATION_TITLE, "MicroStream Hub");
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        // Payara reads here where its classes lie, and does not start without it.
        attributes.put(Attributes.Name.CLASS_PATH, target.getFileName().toString());
        return manifest;
    }

    private void addServer() throws IOException {
        for (ZipEntry entry : payara.stream().toList()) {
            String name = entry.getName();
            byte[] bytes = read(payara, entry);
            if (entry.isDirectory()) {
                addFolder(name);
            } else if (name.startsWith(RUNTIME)) {
                addModule(name.substring(RUNTIME.length()), bytes);
            } else if (name.startsWith(DOMAIN)) {
                jar.add("payara-micro", name, files.domainFile(name.substring(DOMAIN.length()), bytes));
            } else {
                jar.add("payara-micro", name, name.equals(PROPERTIES) ? files.bootProperties(bytes) : bytes);
            }
        }
    }

    /** Payara looks for folders only in the tree of its configuration, which it unpacks. */
    private void addFolder(String name) throws IOException {
        if (name.startsWith(DOMAIN)) {
            jar.addFolder(name);
        }
    }

    /** What is no jar (adapters for data bases) stays out. */
    private void addModule(String file, byte[] bytes) throws IOException {
        if (!file.endsWith(".jar")) {
            return;
        }
        String origin = file.substring(0, file.length() - ".jar".length());
        Path copy = Files.createTempFile("module", ".jar");
        try {
            Files.write(copy, bytes);
            try (JarFile module = new JarFile(copy.toFile(), false, ZipFile.OPEN_READ, OLDEST_JAVA)) {
                List<JarEntry> entries = module.versionedStream()
                        .filter(entry -> !entry.isDirectory())
                        .toList();
                for (JarEntry entry : entries) {
                    jar.add(origin, entry.getName(), read(module, entry));
                }
            }
        } finally {
            Files.delete(copy);
        }
    }

    private void addHub(Path war, Path classes) throws IOException {
        jar.addFolder(DEPLOY);
        jar.add("hub", DEPLOY + "ROOT.war", Files.readAllBytes(war));
        try (Stream<Path> launcher = Files.list(classes.resolve(LAUNCHER))) {
            for (Path file : launcher.sorted().toList()) {
                jar.add("hub", LAUNCHER + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
