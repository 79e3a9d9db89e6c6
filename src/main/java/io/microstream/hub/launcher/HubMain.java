package io.microstream.hub.launcher;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Properties;

/**
 * The uber-jar's main. Payara Micro answers a wrong port with two stack traces and exit code 0, and stays alive without
 * the hub when its deployment fails; a person wants one block of plain words, and exit code 1.
 */
public final class HubMain {
    /** The hub sets it once it serves. */
    static final String STARTED = "microstream.hub.started";

    private static final String START_CHECK = "io.microstream.hub.boot.StartCheck";
    private static final String PAYARA_MICRO = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final String BOOT_PROPERTIES = "/MICRO-INF/payara-boot.properties";

    /** Tells Payara in which jar it lies; it is started past its own launcher, which would unpack the server first. */
    private static final String BOOT_JAR = "fish.payara.micro.BootJar";

    private HubMain() {}

    public static void main(String[] arguments) throws Exception {
        String problems = checkSettings();
        if (!problems.isEmpty()) {
            end(problems);
        }
        prepareServer();
        invoke(Class.forName(PAYARA_MICRO), "main", arguments);
        if (!Boolean.getBoolean(STARTED)) {
            end("The hub has not started; the reason stands above.");
        }
    }

    private static String checkSettings() throws Exception {
        try (WarClasses war = WarClasses.open("/MICRO-INF/deploy/ROOT.war")) {
            Class<?> check = Class.forName(START_CHECK, true, war);
            return String.valueOf(check.getMethod("problems").invoke(null));
        }
    }

    private static void prepareServer() throws Exception {
        System.setProperty(
                BOOT_JAR,
                HubMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()
                        .toString());
        Properties properties = new Properties();
        try (InputStream in = HubMain.class.getResourceAsStream(BOOT_PROPERTIES)) {
            properties.load(in);
        }
        properties.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
    }

    private static void invoke(Class<?> type, String method, String[] arguments) throws Exception {
        try {
            type.getMethod(method, String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException failure) {
            end("The server has failed: " + failure.getCause());
        }
    }

    private static void end(String reason) {
        System.err.println(reason);
        System.err.flush();
        Runtime.getRuntime().halt(1); // the server's own threads would keep the process
    }
}
