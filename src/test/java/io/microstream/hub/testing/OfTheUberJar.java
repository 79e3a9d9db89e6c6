package io.microstream.hub.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** About the uber-jar, or Payara Micro beneath it; skipped where the hub runs in another server. */
@DisabledIfSystemProperty(named = "hub.server", matches = "wildfly|payara-server", disabledReason = "of the uber-jar")
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OfTheUberJar {}
