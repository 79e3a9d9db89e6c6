package io.microstream.hub.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/**
 * WildFly with the configuration that {@code -Dhub.configuration} names, as it is shipped: {@code standalone.xml} unless
 * it is set. Each hub has a base directory of its own; the distribution stays as it was unpacked.
 */
final class WildFly implements HubServer {
    private static final String CONFIGURATION = System.getProperty("hub.configuration", "standalone.xml");

    /** What WildFly's own script adds for a modular JDK, and its memory. */
    private static final List<String> OPTIONS = List.of(
            "-Xms64m",
            "-Xmx512m",
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
            "-Djava.net.preferIPv4Stack=true",
            "-Djboss.modules.system.pkgs=org.jboss.byteman");

    @Override
    public Launch launch(Path folder, int port, String contextRoot, IntSupplier morePorts) throws IOException {
        int securePort = morePorts.getAsInt();
        Path home = HubServer.built("hub.server.home", "target/servers/wildfly-39.0.1.Final");
        Folders.copy(home.resolve("standalone/configuration"), folder.resolve("configuration"));
        Path deployments = Files.createDirectory(folder.resolve("deployments"));
        Files.copy(
                HubServer.built("hub.war", "target/microstream-hub.war"), deployments.resolve("microstream-hub.war"));
        if (!contextRoot.equals(ROOT)) {
            lay(contextRoot, home, folder);
        }

        List<String> command = new ArrayList<>(List.of(HubServer.java()));
        command.addAll(OPTIONS);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + folder,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + securePort,
                "-Djboss.management.http.port=" + morePorts.getAsInt(),
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-c",
                CONFIGURATION));
        return new Launch(new ProcessBuilder(command), OptionalInt.of(securePort));
    }

    /** An overlay over the WAR, which stays as it is; the server's own tool writes it into the configuration. */
    private static void lay(String contextRoot, Path home, Path folder) throws IOException {
        Path descriptor = folder.resolve("jboss-web.xml");
        Files.writeString(descriptor, "<jboss-web><context-root>" + contextRoot + "</context-root></jboss-web>");
        ProcessBuilder tool = new ProcessBuilder(
                home.resolve("bin/jboss-cli.sh").toString(),
                "--commands=embed-server --server-config=" + CONFIGURATION
                        + ",deployment-overlay add --name=hub-root --content=/WEB-INF/jboss-web.xml=" + descriptor
                        + " --deployments=microstream-hub.war,stop-embedded-server");
        tool.environment().put("JAVA_OPTS", "-Djboss.server.base.dir=" + folder);
        tool.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process running = tool.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("jboss-cli says " + said);
        }
    }
}
