/** Two services as CDI beans in a WAR: one answers what things cost, the other asks it. */
package io.microstream.examples;
