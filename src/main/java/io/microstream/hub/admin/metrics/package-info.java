/**
 * The hub's metrics for Prometheus. Everything is read at the moment of a scrape from what {@code routing} and
 * {@code traffic} count anyway; nothing is kept here, and nothing costs anything between two scrapes.
 */
@NullMarked
package io.microstream.hub.admin.metrics;

import org.jspecify.annotations.NullMarked;
