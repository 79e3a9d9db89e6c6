package io.microstream.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import java.time.Duration;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The hub's MBeans over the attach API, as JConsole sees them, and the server's own health address. */
@ExtendWith(ConsoleHub.class)
@Timeout(180)
class JmxIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HubProcess hub;
    private final JMXConnector connector;

    JmxIT(HubProcess hub) throws Exception {
        this.hub = hub;
        VirtualMachine machine =
                VirtualMachine.attach(String.valueOf(hub.probe().process().pid()));
        try {
            connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    @AfterEach
    void disconnect() throws Exception {
        connector.close();
    }

    @BeforeEach
    void hubIsThere() throws Exception {
        assertThat(server().getAttribute(hubName(), "State")).isEqualTo("RUNNING");
    }

    @Test
    void serviceIsShownDisconnectedAndForgotten() throws Exception {
        RawService service = RawService.websocket(hub, "jmx-service").join();
        ObjectName name = new ObjectName("io.microstream:type=Service,name=\"jmx-service\"");
        Eventually.within(PATIENCE, () -> isRegistered(name));
        assertThat(server().getAttribute(name, "Transport")).isEqualTo("websocket");

        server().invoke(name, "disconnect", new Object[0], new String[0]);

        service.expectClosed();
        Eventually.within(PATIENCE, () -> !isRegistered(name));
        assertThat(hub.output()).contains("Audit: action user=jmx action=disconnect service=jmx-service");
    }

    @Test
    void nameIsBlockedAndUnblocked() throws Exception {
        String[] signature = {String.class.getName()};
        server().invoke(hubName(), "blockName", new Object[] {"jmx-blocked"}, signature);
        assertThat((String[]) server().getAttribute(hubName(), "BlockedNames")).contains("jmx-blocked");
        assertThat(RawService.websocket(hub, "jmx-blocked").send("40").next()).contains("SERVICE_NAME_BLOCKED");

        server().invoke(hubName(), "unblockName", new Object[] {"jmx-blocked"}, signature);

        RawService.websocket(hub, "jmx-blocked").join().leave();
    }

    @Test
    @DisabledIfSystemProperty(
            named = "hub.server",
            matches = "wildfly",
            disabledReason = "its health is on its management port, and only where it has MicroProfile")
    void serversOwnHealthKnowsTheHub() {
        HttpAnswer health = RawHttp.get(hub, "/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text()).contains("microstream-hub-live").contains("microstream-hub-ready");
    }

    private MBeanServerConnection server() throws Exception {
        return connector.getMBeanServerConnection();
    }

    private static ObjectName hubName() throws Exception {
        return new ObjectName("io.microstream:type=Hub");
    }

    private boolean isRegistered(ObjectName name) {
        try {
            return server().isRegistered(name);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
