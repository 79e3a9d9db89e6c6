package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.ServiceName;

/**
 * Who watches what routing does: the statistics. Called from any thread, on the path of each message and with no lock of
 * routing's held; so it never blocks, never throws, and makes no object for a request that is like one before.
 */
public interface HubObserver {
    /** Watches nothing. */
    HubObserver NONE = new HubObserver() {};

    /**
     * The meter of all requests of this kind; what is borrowed is not kept.
     *
     * @param event the payload's member {@code event}, any JSON, or {@link RawJson#ABSENT}
     */
    default CallMeter call(ServiceName caller, ServiceName callee, RawJson event) {
        return CallMeter.NONE;
    }

    /**
     * The same where nobody has the name.
     *
     * @param target what was asked for: a JSON string in most cases, or {@link RawJson#ABSENT}
     */
    default CallMeter callToNobody(ServiceName caller, RawJson target, RawJson event) {
        return CallMeter.NONE;
    }

    /** A service got its name. */
    default void registered(Registration service) {}

    /** A service is gone; once for each registration. */
    default void gone(Registration service, Departure departure) {}

    /** A service did not get the name that it asked for. */
    default void refused(String name, String address, Refusal refusal) {}

    /** A handshake was turned away before it could ask for a name; the reason is a code or words. */
    default void turnedAway(String name, String address, String reason) {}
}
