/**
 * How the executable jar is made, at build time: Payara Micro with all its classes in one jar, and the WAR inside.
 *
 * <p>Payara's own uber-jar holds 316 jars, which it unpacks at each start and asks one after the other for each class
 * and each resource; that is a third of the time of a start, and no class-data archive of the JVM can help. Here the
 * same class files lie in one jar on the JVM's own class path. What it is made of, and under which licences, is written
 * down at the same time ({@code licences.txt}, {@code NOTICE}, a bill in CycloneDX). Part of neither the WAR nor the
 * executable jar; knows nobody.
 */
@NullMarked
package io.microstream.hub.packaging;

import org.jspecify.annotations.NullMarked;
