package io.microstream.hub.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.admin.HubMXBean;
import io.microstream.hub.boot.HubTimer;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.routing.CloseReason;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.testing.RecordingConnection;
import io.microstream.hub.time.HubClock;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The WAR as it is built, deployed with one setting changed, its beans seen from the inside. */
@ArquillianTest
class HubInContainerIT {
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(2);

    @Inject
    private ServiceRegistry registry;

    @Inject
    private HubMXBean hub;

    @EJB
    private HubTimer timer;

    @Deployment
    static WebArchive hub() throws URISyntaxException {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/microstream-hub.war"))
                .addClasses(RecordingConnection.class)
                .addAsLibraries(libraryOf(Assertions.class), libraryOf(ByteBuddy.class))
                .addAsResource(
                        new StringAsset("microstream.heartbeat.timeout=" + HEARTBEAT_TIMEOUT.toSeconds() + "s"),
                        "META-INF/microprofile-config.properties");
    }

    @Test
    void beansOfTheDeployedWarAreInjected() {
        assertThat(timer).isNotNull();
        assertThat(hub.getState()).isEqualTo("RUNNING");
        assertThat(hub.getSessions()).isZero();
    }

    @Test
    void hubIsVisibleInJmx() throws Exception {
        Object state = ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("io.microstream:type=Hub"), "State");

        assertThat(state).isEqualTo("RUNNING");
    }

    @Test
    void ejbTimerEvictsAServiceThatIsSilentForTooLong() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        RecordingConnection silent = new RecordingConnection("silent-1", "127.0.0.1").onClose(closed::countDown);
        long registeredAt = System.nanoTime();
        registry.connect(new ServiceName("silent"), silent);

        boolean inTime = closed.await(60, TimeUnit.SECONDS);

        assertThat(inTime).isTrue();
        assertThat(silent.closes()).containsExactly(CloseReason.SILENT);
        assertThat(Duration.ofNanos(System.nanoTime() - registeredAt))
                .as("but for the age of the hub's time when it registered")
                .isGreaterThanOrEqualTo(HEARTBEAT_TIMEOUT.minus(HubClock.LONGEST_STEP));
        assertThat(registry.find("silent")).isEmpty();
    }

    private static File libraryOf(Class<?> type) throws URISyntaxException {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
