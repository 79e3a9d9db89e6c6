import io.microstream.hub.testing.HubProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts hubs for bench/servers.mjs, each server on each lane, and tells of each its name, port and process; ends them
 * when its input ends. As the tests start them, so on 127.0.0.1, and otherwise as shipped.
 */
final class Servers {
    private static final Map<String, String> HOMES = Map.of(
            "wildfly", "target/servers/wildfly-39.0.1.Final", "payara-server", "target/servers/payara6", "uber-jar", "");

    private Servers() {}

    public static void main(String[] arguments) throws Exception {
        List<HubProcess> hubs = new ArrayList<>();
        try {
            for (String server : List.of("wildfly", "payara-server", "uber-jar")) {
                System.setProperty("hub.server", server);
                System.setProperty("hub.server.home", HOMES.get(server));
                for (String lane : List.of("endpoint", "frames", "channel")) {
                    HubProcess hub = HubProcess.start(Map.of("MICROSTREAM_WEBSOCKET", lane, "LOG_LEVEL", "warn"));
                    hubs.add(hub);
                    System.out.println(server + " " + lane + " " + hub.port() + " " + hub.pid());
                }
            }
            System.out.println("all");
            System.in.transferTo(System.out);
        } finally {
            hubs.forEach(HubProcess::close);
        }
    }
}
