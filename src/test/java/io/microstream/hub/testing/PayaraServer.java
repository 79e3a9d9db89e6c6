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
 * Payara Server, full, with a copy of its domain as shipped but for ports and addresses. {@code asadmin} tells how it
 * would start the domain; so the server itself becomes the process.
 */
final class PayaraServer implements HubServer {
    private static final String DOMAIN = "domain1";
    private static final String ANY_ADDRESS = "address=\"0.0.0.0\"";
    private static final String MESSAGING_OFF = "<jms-service type=\"DISABLED\" default-jms-host=\"none\">"
            + "<jms-host name=\"none\" host=\"127.0.0.1\" port=\"0\"/></jms-service>";
    private static final String LOOPBACK = "address=\"127.0.0.1\"";

    @Override
    public Launch launch(Path folder, int port, String contextRoot, IntSupplier morePorts) throws IOException {
        int securePort = morePorts.getAsInt();
        Path home = HubServer.built("hub.server.home", "target/servers/payara6");
        Path domains = Files.createDirectory(folder.resolve("domains"));
        Path domain = domains.resolve(DOMAIN);
        Folders.copy(home.resolve("glassfish/domains").resolve(DOMAIN), domain);
        listenOnLoopbackOnly(domain.resolve("config/domain.xml"), port, securePort, morePorts);
        Path war = HubServer.built("hub.war", "target/microstream-hub.war");
        Path afterBoot = folder.resolve("after-boot.txt");
        if (contextRoot.equals(ROOT)) {
            Files.writeString(afterBoot, "");
            Path autodeploy = Files.createDirectories(domain.resolve("autodeploy"));
            Files.copy(war, autodeploy.resolve("microstream-hub.war"));
        } else {
            Files.writeString(afterBoot, "deploy --contextroot " + contextRoot + " " + war + "\n");
        }

        List<String> command = commandOf(home, domains, afterBoot);
        command.add(1, "-Djava.io.tmpdir=" + folder.resolve("tmp"));
        Path input = folder.resolve("input.txt"); // as asadmin tells it; that of a domain as it is shipped
        Files.writeString(input, "AS_ADMIN_MASTERPASSWORD=changeit\n");
        return new Launch(new ProcessBuilder(command).redirectInput(input.toFile()), OptionalInt.of(securePort));
    }

    private static void listenOnLoopbackOnly(Path domainXml, int port, int securePort, IntSupplier morePorts)
            throws IOException {
        String xml = Files.readString(domainXml, StandardCharsets.UTF_8).replace(ANY_ADDRESS, LOOPBACK);
        xml = replace(xml, "<network-listener port=\"8080\"", listener(port));
        xml = replace(xml, "<network-listener port=\"8181\"", listener(securePort));
        xml = replace(xml, "<network-listener port=\"4848\"", listener(morePorts.getAsInt()));
        xml = replace(xml, "port=\"3700\"", "port=\"" + morePorts.getAsInt() + "\"");
        xml = replace(xml, "port=\"3820\"", "port=\"" + morePorts.getAsInt() + "\"");
        xml = replace(xml, "port=\"3920\"", "port=\"" + morePorts.getAsInt() + "\"");
        xml = replace(xml, "port=\"8686\"", "port=\"" + morePorts.getAsInt() + "\"");
        xml = replace(xml, "shell.telnet.port=6666", "shell.telnet.port=" + morePorts.getAsInt());
        // Messaging, which this domain does not configure, would listen on every address.
        xml = replace(xml, "</config>", MESSAGING_OFF + "</config>");
        // The data grid would listen on the machine's own address, whatever the listeners say.
        xml = replace(
                xml,
                "<hazelcast-config-specific-configuration",
                "<hazelcast-config-specific-configuration enabled=\"false\"");
        Files.writeString(domainXml, xml, StandardCharsets.UTF_8);
    }

    private static String listener(int port) {
        return "<network-listener " + LOOPBACK + " port=\"" + port + "\"";
    }

    private static String replace(String xml, String before, String after) {
        int at = xml.indexOf(before);
        if (at < 0) {
            throw new IllegalStateException("no " + before + " in domain.xml");
        }
        return xml.substring(0, at) + after + xml.substring(at + before.length());
    }

    /** One argument a line, between a title and an empty line. */
    private static List<String> commandOf(Path home, Path domains, Path afterBoot) throws IOException {
        Process asadmin = new ProcessBuilder(
                        home.resolve("glassfish/bin/asadmin").toString(),
                        "start-domain",
                        "--domaindir",
                        domains.toString(),
                        "--postbootcommandfile",
                        afterBoot.toString(),
                        "--dry-run",
                        DOMAIN)
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(asadmin.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int first = lines.indexOf(lines.stream()
                .filter(line -> line.endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("asadmin says " + lines)));
        List<String> command = new ArrayList<>(
                lines.stream().skip(first).takeWhile(line -> !line.isEmpty()).toList());
        command.set(command.indexOf("-verbose") + 1, "true"); // what it logs it prints, too
        return command;
    }
}
