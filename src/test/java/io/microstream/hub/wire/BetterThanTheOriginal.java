package io.microstream.hub.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * The original hub does this in another way, or dies of it. Without these tests (tag {@code
 * better-than-the-original}) the suite passes against the original.
 */
@Tag("better-than-the-original")
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface BetterThanTheOriginal {}
