/** The test kit: a hub inside a test, in a fraction of a second. Needs JUnit Jupiter. */
@org.jspecify.annotations.NullMarked
package io.microstream.client.junit;
