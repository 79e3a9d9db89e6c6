package io.microstream.hub.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A Payara Micro that deploys and undeploys at command, in a JVM of its own. It reads {@code deploy PATH} and {@code
 * undeploy}, a line each, answers each with {@link #DONE}, and ends with its input. The server is not on the class path
 * of the tests, so it is called by reflection.
 */
public final class ServerMain {
    static final String DONE = "done: ";

    private static final String ADDRESS =
            "configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address";
    private static final String NAME = "hub";

    private ServerMain() {}

    /** @param arguments the port */
    public static void main(String[] arguments) throws Exception {
        Object runtime = start(Integer.parseInt(arguments[0]));
        System.out.println(DONE + true);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(DONE + obey(line, runtime));
        }
        Runtime.getRuntime().halt(0);
    }

    private static Object start(int port) throws Exception {
        Class<?> type = Class.forName("fish.payara.micro.PayaraMicro");
        Object server = type.getMethod("getInstance").invoke(null);
        type.getMethod("setNoHazelcast", boolean.class).invoke(server, true);
        type.getMethod("setHttpPort", int.class).invoke(server, port);
        Consumer<Object> listenHere = runner -> set(ADDRESS + "=127.0.0.1", runner);
        type.getMethod("setPreBootHandler", Consumer.class).invoke(server, listenHere);
        return type.getMethod("bootStrap").invoke(server);
    }

    private static void set(String value, Object runner) {
        try {
            Method run = Class.forName("fish.payara.micro.boot.AdminCommandRunner")
                    .getMethod("run", String.class, String[].class);
            run.invoke(runner, "set", new String[] {value});
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    private static Object obey(String line, Object runtime) throws Exception {
        Class<?> type = Class.forName("fish.payara.micro.PayaraMicroRuntime");
        if (line.equals("undeploy")) {
            type.getMethod("undeploy", String.class).invoke(runtime, NAME);
            return true;
        }
        return type.getMethod("deploy", String.class, String.class, File.class)
                .invoke(runtime, NAME, "/", new File(line.substring("deploy ".length())));
    }
}
