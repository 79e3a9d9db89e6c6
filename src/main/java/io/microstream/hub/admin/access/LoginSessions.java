package io.microstream.hub.admin.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Owns the browsers that are logged in, by the secret in their cookie. Bounded; the oldest give way. Any thread. */
@ApplicationScoped
public class LoginSessions {
    /** How long a login holds. */
    static final Duration LASTS = Duration.ofHours(12);

    static final int MAX = 1_000;
    private static final int TOKEN_BYTES = 32;

    private record Login(Role role, long untilNanos) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    /** Logs somebody in and returns the cookie's value. */
    String open(Role role) {
        long now = System.nanoTime();
        logins.values().removeIf(login -> login.untilNanos() - now <= 0);
        if (logins.size() >= MAX) {
            logins.entrySet().stream()
                    .min(Map.Entry.comparingByValue((a, b) -> Long.signum(a.untilNanos() - b.untilNanos())))
                    .ifPresent(oldest -> logins.remove(oldest.getKey()));
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        logins.put(token, new Login(role, now + LASTS.toNanos()));
        return token;
    }

    /** Who this is; empty if the login is over or never was. */
    public Optional<Role> find(@Nullable String token) {
        Login login = token == null ? null : logins.get(token);
        return login != null && login.untilNanos() - System.nanoTime() > 0
                ? Optional.of(login.role())
                : Optional.empty();
    }

    void close(@Nullable String token) {
        if (token != null) {
            logins.remove(token);
        }
    }
}
