package io.microstream.hub.traffic;

import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.routing.CallMeter;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.HubObserver;
import io.microstream.hub.routing.Refusal;
import io.microstream.hub.routing.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Everything that is noted of what happens between services. Any thread. */
public final class Traffic implements HubObserver {
    private final TrafficSettings settings;
    private final KnownTargets targets = new KnownTargets();
    private final CallTable calls;
    private final GoneServices gone = new GoneServices();
    private final RefusedHandshakes refused = new RefusedHandshakes();

    public Traffic(TrafficSettings settings) {
        this.settings = settings;
        calls = new CallTable(settings.maxCalls(), targets, settings.recordBodies());
    }

    @Override
    public CallMeter call(ServiceName caller, ServiceName callee, RawJson event) {
        return settings.measuresCalls() ? calls.find(caller.value(), callee.value(), event) : CallMeter.NONE;
    }

    /** Names that never were registered are not told apart: anybody can make them up. */
    @Override
    public CallMeter callToNobody(ServiceName caller, RawJson target, RawJson event) {
        if (!settings.measuresCalls()) {
            return CallMeter.NONE;
        }
        String name = target.isString() ? targets.label(JsonStrings.unescape(target)) : CallTable.OTHER;
        return calls.find(caller.value(), name, event);
    }

    @Override
    public void registered(Registration service) {
        targets.add(service.name().value());
        gone.isBack(service.name().value());
    }

    @Override
    public void gone(Registration service, Departure departure) {
        gone.add(service, departure, System.currentTimeMillis());
    }

    @Override
    public void refused(String name, String address, Refusal refusal) {
        String reason = refusal instanceof Refusal.Told told
                ? told.code().name()
                : "to try again: " + ((Refusal.TryAgain) refusal).reason();
        turnedAway(name, address, reason);
    }

    @Override
    public void turnedAway(String name, String address, String reason) {
        refused.add(new RefusedHandshakes.Refused(System.currentTimeMillis(), name, address, reason));
    }

    /** To be called every five seconds. */
    public void sample(long nowMillis) {
        calls.sample(nowMillis);
        gone.forgetOld(nowMillis);
    }

    public List<CallStats> calls() {
        return calls.calls();
    }

    public KnownTargets targets() {
        return targets;
    }

    /** Who has gone in the last hour and is not back. */
    public Collection<GoneServices.Gone> goneServices() {
        return gone.all();
    }

    /** How many went like this within the last hour. */
    public long goneInLastHour(Departure departure) {
        return gone.inLastHour(departure, System.currentTimeMillis());
    }

    /** How many went like this since the hub started. */
    public long goneInAll(Departure departure) {
        return gone.inAll(departure);
    }

    /** The last refused handshakes, newest first. */
    public List<RefusedHandshakes.Refused> refusedHandshakes() {
        return refused.newestFirst();
    }

    public TrafficSettings settings() {
        return settings;
    }

    /** The last 50 requests from and to a service, newest first. */
    public List<ServiceRequest> lastRequests(String service) {
        long nowMicros = System.nanoTime() / 1000;
        long nowMillis = System.currentTimeMillis();
        List<ServiceRequest> found = new ArrayList<>();
        for (CallStats call : calls.calls()) {
            boolean out = call.caller().equals(service);
            if (out || call.callee().equals(service)) {
                for (RecentRequests.Entry entry : call.recent().entries()) {
                    long at = nowMillis - (nowMicros - entry.beganMicros()) / 1000;
                    found.add(ServiceRequest.of(entry, at, out, out ? call.callee() : call.caller(), call.event()));
                }
            }
        }
        found.sort(Comparator.comparingLong(ServiceRequest::at).reversed());
        return List.copyOf(found.subList(0, Math.min(ServiceRequest.SHOWN, found.size())));
    }
}
