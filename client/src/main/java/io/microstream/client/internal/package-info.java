/**
 * How the client speaks with the hub: RFC 6455, Engine.IO v4 and Socket.IO v5 in small codecs, and JSON-B with binary
 * parts. Not for services: what is here may change with any version. Owns no state beyond one connection.
 */
@org.jspecify.annotations.NullMarked
package io.microstream.client.internal;
