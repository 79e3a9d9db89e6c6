/**
 * Services and clients as CDI beans: {@code @MicroService}, {@code @OnRequest}, {@code @Remote}, {@code @Event}; configured
 * by MicroProfile Config. Needs CDI 4 and MicroProfile Config 3 from the application; found by itself where they are.
 */
@org.jspecify.annotations.NullMarked
package io.microstream.client.cdi;
