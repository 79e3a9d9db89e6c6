/** One exception for each code that the hub or the client knows. Stateless. */
@org.jspecify.annotations.NullMarked
package io.microstream.client.error;
