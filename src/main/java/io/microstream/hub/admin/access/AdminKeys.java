package io.microstream.hub.admin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The passwords, as their digests. Comparing takes the same time whether a password is right, wrong, or belongs to
 * nobody. Owns the key that is made where no password is set. Any thread.
 */
@ApplicationScoped
public class AdminKeys {
    private static final int KEY_BYTES = 24;

    /** Equal to no digest: nobody logs in with it. */
    private static final byte[] NONE = {};

    private final boolean needsKey;
    private final byte[] viewer;
    private final AtomicBoolean keyIsMade = new AtomicBoolean();
    private final AtomicBoolean linkIsGood = new AtomicBoolean();
    private volatile byte[] admin;

    @Inject
    public AdminKeys(AdminSettings settings) {
        needsKey = settings.password().isEmpty() && settings.viewerPassword().isEmpty();
        admin = settings.password().map(AdminKeys::digest).orElse(NONE);
        viewer = settings.viewerPassword().map(AdminKeys::digest).orElse(NONE);
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected AdminKeys() {
        this.needsKey = false;
        this.admin = NONE;
        this.viewer = NONE;
    }

    /**
     * Makes the key that stands in for passwords, once; empty where the operator has set one. It is kept nowhere, so
     * whoever calls this has to tell it to the operator.
     */
    public Optional<String> makeKey() {
        if (!needsKey || !keyIsMade.compareAndSet(false, true)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        admin = digest(key);
        linkIsGood.set(true);
        return Optional.of(key);
    }

    /** What this user with this password may do; empty if it is wrong. */
    public Optional<Role> roleOf(@Nullable String user, @Nullable String password) {
        byte[] given = digest(password == null ? "" : password);
        boolean isAdmin = MessageDigest.isEqual(given, admin);
        boolean isViewer = MessageDigest.isEqual(given, viewer);
        if (isAdmin && Role.ADMIN.user().equals(user)) {
            return Optional.of(Role.ADMIN);
        }
        return isViewer && Role.VIEWER.user().equals(user) ? Optional.of(Role.VIEWER) : Optional.empty();
    }

    /** Whether this is the key of the printed link; true once. */
    public boolean redeem(String key) {
        return needsKey && MessageDigest.isEqual(digest(key), admin) && linkIsGood.compareAndSet(true, false);
    }

    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) { // each Java platform has it
            throw new IllegalStateException(impossible);
        }
    }
}
