package io.microstream.hub.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * The uber-jar's main. Payara Micro answers a wrong port with two stack traces and exit code 0, and stays alive without
 * the hub when its deployment fails; a person wants one block of plain words, and exit code 1.
 */
public final class HubMain {
    /** The hub sets it once it serves. */
    static final String STARTED = "microstream.hub.started";

    private static final String START_CHECK = "io.microstream.hub.boot.StartCheck";
    private static final String PAYARA_MICRO = "fish.payara.micro.PayaraMicro";

    private HubMain() {}

    public static void main(String[] arguments) throws Exception {
        String problems = checkSettings();
        if (!problems.isEmpty()) {
            end(problems);
        }
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
