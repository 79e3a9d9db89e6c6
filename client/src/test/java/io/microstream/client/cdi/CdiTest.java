package io.microstream.client.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microstream.client.MicroStream;
import io.microstream.client.RequestContext;
import io.microstream.client.error.InternalServerErrorException;
import io.microstream.client.error.TargetServiceNotFoundException;
import io.microstream.client.junit.MicroStreamExtension;
import io.microstream.client.testing.Threads;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services and clients as beans, in Weld with SmallRye Config. */
@ExtendWith(MicroStreamExtension.class)
@Timeout(60)
final class CdiTest {
    public record Credentials(String user, String password) {}

    @MicroService("auth")
    public static class Auth {
        static final AtomicInteger MADE = new AtomicInteger();

        @Inject
        Users users;

        @Inject
        Visit visit;

        @Inject
        MicroStream own;

        @PostConstruct
        void made() {
            MADE.incrementAndGet();
        }

        @OnRequest("visits")
        int visits() {
            return visit.count();
        }

        @OnRequest("login")
        String login(Credentials credentials, RequestContext context) {
            return users.greet(credentials.user()) + " by " + context.event();
        }

        @OnRequest("names")
        CompletableFuture<List<String>> names() {
            return CompletableFuture.completedFuture(List.of("ann", "bob"));
        }

        @OnRequest("boom")
        void boom() {
            throw new IllegalStateException("kaput");
        }
    }

    @ApplicationScoped
    public static class Users {
        String greet(String user) {
            return "hello " + user;
        }
    }

    @RequestScoped
    public static class Visit {
        private int visits;

        int count() {
            return ++visits;
        }
    }

    @MicroService
    public static class Named {
        @OnRequest("who")
        String who() {
            return "me";
        }
    }

    public static class Hidden {
        @OnRequest("hidden")
        @SuppressWarnings("UnusedMethod") // by reflection
        private void hidden() {}
    }

    @Remote("auth")
    public interface AuthClient {
        @Event("visits")
        int visits();

        @Event("login")
        String login(Credentials credentials);

        @Event("names")
        CompletableFuture<List<String>> names();

        @Event("boom")
        void boom();
    }

    @Remote("nobody")
    public interface Nobody {
        @Event("x")
        void x();
    }

    @ApplicationScoped
    public static class Shop {
        @Inject
        AuthClient auth;

        @Inject
        Nobody nobody;

        @Inject
        MicroStream own;
    }

    @SuppressWarnings("NullAway.Init") // by start()
    private SeContainer container;

    @BeforeEach
    void start(URI hub) {
        System.setProperty("microstream.hub.url", hub.toString());
        System.setProperty("microstream.timeout", "7s");
        container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new MicroStreamCdiExtension())
                .addBeanClasses(Auth.class, Users.class, Visit.class, Shop.class, AuthClient.class, Nobody.class)
                .initialize();
    }

    @AfterEach
    void stop() {
        container.close();
        System.clearProperty("microstream.hub.url");
        System.clearProperty("microstream.timeout");
        assertThat(Threads.leftOf("microstream-auth")).isEmpty();
    }

    private Shop shop() {
        return container.select(Shop.class).get();
    }

    @Test
    void methodOfAnInjectedInterfaceReachesTheMethodOfABean() {
        assertThat(container.select(AuthClient.class).get().login(new Credentials("ann", "x")))
                .isEqualTo("hello ann by login");
    }

    @Test
    void eachRequestHasARequestContextAndAllOfThemOneService() {
        AuthClient auth = container.select(AuthClient.class).get();
        int before = Auth.MADE.get();

        assertThat(List.of(auth.visits(), auth.visits())).containsExactly(1, 1);
        assertThat(Auth.MADE).hasValue(before + 1);
    }

    @Test
    void serviceWithoutANameHasTheConfiguredOne() {
        System.setProperty("microstream.service.name", "configured");
        try (SeContainer other = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new MicroStreamCdiExtension())
                .addBeanClasses(Named.class)
                .initialize()) {
            assertThat(other.select(MicroStream.class)
                            .get()
                            .call("configured", "who")
                            .as(String.class)
                            .join())
                    .isEqualTo("me");
        } finally {
            System.clearProperty("microstream.service.name");
        }
    }

    @Test
    void privateMethodIsNoHandler() throws Exception {
        assertThat(HandlerMethod.flaw(Hidden.class.getDeclaredMethod("hidden"))).contains("is private");
        assertThat(HandlerMethod.flaw(Auth.class.getDeclaredMethod("names"))).isEmpty();
    }

    @Test
    void stagesAreAwaitedOnBothSides() {
        assertThat(container.select(AuthClient.class).get().names().join()).containsExactly("ann", "bob");
    }

    @Test
    void failuresAreThrownByTheirCodes() {
        AuthClient auth = container.select(AuthClient.class).get();
        Nobody nobody = container.select(Nobody.class).get();

        assertThatThrownBy(auth::boom).isInstanceOf(InternalServerErrorException.class);
        assertThatThrownBy(nobody::x).isInstanceOf(TargetServiceNotFoundException.class);
    }

    @Test
    void clientItselfIsInjectedWithItsConfiguredName() {
        assertThat(container.select(MicroStream.class).get().service()).isEqualTo("auth");
        assertThat(shop()).isNotNull();
    }

    @Test
    void durationsAreReadAsTheHubReadsThem() {
        assertThat(MicroStreams.duration("300ms")).isEqualTo(Duration.ofMillis(300));
        assertThat(MicroStreams.duration("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(MicroStreams.duration("PT5S")).isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(() -> MicroStreams.duration("5 parsecs")).isInstanceOf(IllegalArgumentException.class);
    }
}
