package io.microstream.hub.launcher;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The hub's own classes, read out of the WAR inside the uber-jar, for the moment before the server is there. */
final class WarClasses extends ClassLoader implements Closeable {
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String SUFFIX = ".class";

    private final Map<String, byte[]> byName = new HashMap<>();

    private WarClasses() {
        super(WarClasses.class.getClassLoader());
    }

    /**
     * Reads all classes of a WAR.
     *
     * @param resource where it lies on the class path
     */
    static WarClasses open(String resource) throws IOException {
        WarClasses classes = new WarClasses();
        try (InputStream in = WarClasses.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource);
            }
            classes.read(new ZipInputStream(in));
        }
        return classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = byName.remove(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        byName.clear();
    }

    private void read(ZipInputStream war) throws IOException {
        for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
            String path = entry.getName();
            if (path.startsWith(CLASSES) && path.endsWith(SUFFIX)) {
                String name = path.substring(CLASSES.length(), path.length() - SUFFIX.length());
                byName.put(name.replace('/', '.'), war.readAllBytes());
            }
        }
    }
}
