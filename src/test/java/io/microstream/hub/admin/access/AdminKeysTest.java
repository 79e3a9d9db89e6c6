package io.microstream.hub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AdminKeysTest {
    @Test
    void eachPasswordOpensItsOwnRole() {
        AdminKeys keys = keys("a", "v");

        assertThat(keys.roleOf("admin", "a")).contains(Role.ADMIN);
        assertThat(keys.roleOf("viewer", "v")).contains(Role.VIEWER);
        assertThat(keys.roleOf("admin", "v")).isEmpty();
        assertThat(keys.roleOf("viewer", "a")).isEmpty();
        assertThat(keys.roleOf("Admin", "a")).isEmpty();
        assertThat(keys.roleOf(null, "a")).isEmpty();
        assertThat(keys.roleOf("admin", null)).isEmpty();
    }

    @Test
    void noKeyIsMadeWhereAPasswordIsSet() {
        assertThat(keys("a", null).makeKey()).isEmpty();
        assertThat(keys(null, "v").makeKey()).isEmpty();
        assertThat(keys(null, "v").roleOf("admin", "")).isEmpty();
    }

    @Test
    void keyIsMadeOnceAndItsLinkIsGoodOnce() {
        AdminKeys keys = keys(null, null);
        assertThat(keys.roleOf("admin", "")).isEmpty();
        assertThat(keys.redeem("")).isFalse();

        String key = keys.makeKey().orElseThrow();

        assertThat(key).matches("[A-Za-z0-9_-]{32}");
        assertThat(keys.makeKey()).isEmpty();
        assertThat(keys.redeem(key + "x")).isFalse();
        assertThat(keys.redeem(key)).isTrue();
        assertThat(keys.redeem(key)).isFalse();
        assertThat(keys.makeKey()).as("a second key after the login").isEmpty();
        assertThat(keys.roleOf("admin", key)).contains(Role.ADMIN);
        assertThat(keys.roleOf("viewer", key)).isEmpty();
    }

    private static AdminKeys keys(@Nullable String admin, @Nullable String viewer) {
        return new AdminKeys(new AdminSettings(Optional.ofNullable(admin), Optional.ofNullable(viewer), false));
    }
}
