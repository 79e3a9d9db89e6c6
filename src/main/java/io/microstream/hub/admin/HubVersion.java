package io.microstream.hub.admin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that the build has written into the hub. */
public final class HubVersion {
    private static final String TEXT = read();

    private HubVersion() {}

    public static String text() {
        return TEXT;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = HubVersion.class.getResourceAsStream("/microstream-hub.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}
