/**
 * What the console shows: one snapshot of everything, built at most once a second and only while somebody looks, shared
 * by all who do.
 *
 * <p>{@code HubLines} owns the five-minute lines, {@code AttentionLog} what needs attention and since when,
 * {@code SnapshotFeed} the newest snapshot. All of them are written by one thread at a time, under the feed's lock.
 */
@NullMarked
package io.microstream.hub.admin.snapshot;

import org.jspecify.annotations.NullMarked;
