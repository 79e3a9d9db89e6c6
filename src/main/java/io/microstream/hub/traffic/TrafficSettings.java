package io.microstream.hub.traffic;

/**
 * What is noted.
 *
 * @param measuresCalls whether each request is measured
 * @param maxCalls how many different calls (caller, callee, event) are told apart
 * @param recordBodies whether the beginnings of payloads are kept for the list of a service's requests
 */
public record TrafficSettings(boolean measuresCalls, int maxCalls, boolean recordBodies) {}
