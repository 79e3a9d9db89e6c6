package io.microstream.hub.routing;

import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.testing.RecordingConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What routing should do, written down as plainly as possible: lists, no locks, no order of expiry. */
final class RoutingModel {
    /** A connection, and what it should have been told. */
    static final class Peer {
        final String name;
        final RecordingConnection actual;
        final List<String> told = new ArrayList<>();
        boolean welcome;
        boolean left;
        SendResult sendResult = SendResult.QUEUED;
        long signOfLife;
        long heard;
        int checked;

        Peer(String name, RecordingConnection actual) {
            this.name = name;
            this.actual = actual;
        }
    }

    /** A request that waits; its number tells it from all others. */
    private record Asked(int number, String asker, String id, String travelsAs, Peer sentOver, long sentAt) {}

    private record Contest(Peer owner, long end, List<Peer> newcomers) {}

    private record InGrace(Peer callee, long end) {}

    private final RoutingSettings settings;
    private final Map<String, Peer> owners = new HashMap<>();
    private final Map<String, Contest> contests = new LinkedHashMap<>();
    private final Map<String, Long> lostForSilence = new HashMap<>();
    private final List<Asked> waiting = new ArrayList<>();
    private final List<InGrace> inGrace = new ArrayList<>();
    private final Map<Integer, Integer> outcomes = new HashMap<>();
    private final Map<Integer, String> travelled = new HashMap<>();
    private long now;

    RoutingModel(RoutingSettings settings) {
        this.settings = settings;
    }

    Map<String, Peer> owners() {
        return owners;
    }

    int contests() {
        return contests.size();
    }

    int waiting() {
        return waiting.size();
    }

    /** How many outcomes each request has had, by its number. */
    Map<Integer, Integer> outcomes() {
        return outcomes;
    }

    void advance(long nanos) {
        now += nanos;
    }

    void connect(Peer newcomer) {
        Peer owner = owners.get(newcomer.name);
        if (owner == null) {
            register(newcomer);
            return;
        }
        Contest contest = contests.get(newcomer.name);
        if (contest == null) {
            contest = new Contest(owner, now + settings.takeoverProbe().toNanos(), new ArrayList<>());
            contests.put(newcomer.name, contest);
            owner.told.add("probe");
        }
        if (contest.newcomers.size() < NameContest.MAX_NEWCOMERS) {
            contest.newcomers.add(newcomer);
        } else {
            newcomer.told.add("refuse TryAgain");
        }
    }

    void heardFrom(Peer peer) {
        if (owners.get(peer.name) != peer) {
            return;
        }
        peer.heard = now;
        Contest contest = contests.remove(peer.name);
        if (contest != null) {
            Long recent = lostForSilence.get(peer.name);
            boolean spared = recent != null && now - recent <= SparedNames.RECENT.toNanos();
            contest.newcomers.forEach(loser -> loser.told.add(spared ? "refuse TryAgain" : "refuse Told"));
        }
    }

    void settleContests() {
        for (Contest contest : List.copyOf(contests.values())) {
            if (now > contest.end) {
                contests.remove(contest.owner.name);
                settle(contest);
            }
        }
    }

    private void settle(Contest contest) {
        Peer owner = contest.owner;
        boolean free = now - owner.heard >= settings.takeoverSilence().toNanos();
        Optional<Peer> winner = contest.newcomers.stream()
                .filter(newcomer -> free || newcomer.actual.remoteAddress().equals(owner.actual.remoteAddress()))
                .findFirst();
        if (winner.isPresent()) {
            owners.remove(owner.name);
            lostForSilence.put(owner.name, now);
            owner.told.add("close DISPLACED");
            keepForGrace(owner);
            contest.newcomers.remove(winner.get());
            register(winner.get());
        }
        contest.newcomers.forEach(loser -> loser.told.add("refuse TryAgain"));
    }

    void leave(Peer peer, Departure departure) {
        peer.left = true;
        if (!remove(peer)) {
            return;
        }
        if (departure == Departure.LOST) {
            keepForGrace(peer);
        } else {
            failSentOver(peer, ErrorCode.TARGET_SERVICE_LOST);
        }
    }

    /** Whether it was the owner of its name. */
    private boolean remove(Peer peer) {
        Contest contest = contests.get(peer.name);
        if (owners.get(peer.name) != peer) {
            if (contest != null && contest.newcomers.remove(peer) && contest.newcomers.isEmpty()) {
                contests.remove(peer.name);
            }
            return false;
        }
        owners.remove(peer.name);
        if (contest != null) {
            contests.remove(peer.name);
            register(contest.newcomers.remove(0));
            contest.newcomers.forEach(loser -> loser.told.add("refuse TryAgain"));
        }
        return true;
    }

    void ask(Peer asker, String target, String id, int number) {
        asker.signOfLife = now;
        Peer callee = owners.get(target);
        if (callee == null) {
            turnDown(asker, id, number, ErrorCode.TARGET_SERVICE_NOT_FOUND);
        } else if (waiting.size() >= settings.maxPendingTotal() || waitsFor(asker) >= settings.maxPending()) {
            turnDown(asker, id, number, ErrorCode.TOO_MANY_REQUESTS);
        } else {
            forward(asker, callee, id, number);
        }
    }

    private void forward(Peer asker, Peer callee, String id, int number) {
        take(asked -> asked.sentOver.name.equals(callee.name) && asked.asker.equals(asker.name) && asked.id.equals(id))
                .forEach(this::decided);
        boolean collides = waiting.stream()
                .anyMatch(asked -> asked.sentOver.name.equals(callee.name) && asked.travelsAs.equals(id));
        Asked asked = new Asked(number, asker.name, id, collides ? "hub-" + number : id, callee, now);
        travelled.put(number, asked.travelsAs);
        if (callee.sendResult == SendResult.CLOSED) {
            turnDown(asker, id, number, ErrorCode.TARGET_SERVICE_NOT_FOUND);
            return;
        }
        waiting.add(asked);
        if (callee.sendResult == SendResult.OVERLOADED) {
            cutOff(callee);
        } else {
            callee.told.add("request " + (collides ? "hub" : id) + " {\"id\":" + id + ",\"number\":" + number + "}");
        }
    }

    /** @param number of the request that is answered, whether or not it is that peer's to answer */
    void answer(Peer from, int number, String value) {
        from.signOfLife = now;
        String travelledAs = travelled.get(number);
        boolean owns = owners.get(from.name) == from;
        for (Asked asked : take(asked -> asked.sentOver.name.equals(from.name)
                && asked.travelsAs.equals(travelledAs)
                && (owns || asked.sentOver == from))) {
            deliver(asked, value).ifPresent(this::cutOff);
        }
    }

    void sweep() {
        List<Peer> lost = inGrace.stream()
                .filter(callee -> now > callee.end)
                .map(callee -> callee.callee)
                .toList();
        inGrace.removeIf(callee -> now > callee.end);
        fail(take(asked -> lost.contains(asked.sentOver)), ErrorCode.TARGET_SERVICE_LOST);
        fail(take(asked -> now - asked.sentAt > settings.pendingTtl().toNanos()), ErrorCode.REQUEST_EXPIRED);
        for (Peer owner : List.copyOf(owners.values())) {
            if (now - owner.signOfLife > settings.heartbeatTimeout().toNanos() && owners.containsValue(owner)) {
                remove(owner);
                lostForSilence.put(owner.name, now);
                keepForGrace(owner);
                owner.told.add("close SILENT");
            }
        }
    }

    private void register(Peer peer) {
        owners.put(peer.name, peer);
        peer.signOfLife = now;
        peer.heard = now;
        peer.welcome = true;
        peer.told.add("welcome");
    }

    private void keepForGrace(Peer callee) {
        inGrace.add(new InGrace(callee, now + settings.lostGrace().toNanos()));
    }

    private void failSentOver(Peer callee, ErrorCode code) {
        fail(take(asked -> asked.sentOver == callee), code);
    }

    private void cutOff(Peer slow) {
        remove(slow);
        failSentOver(slow, ErrorCode.TARGET_SERVICE_OVERLOADED);
    }

    private void fail(List<Asked> failed, ErrorCode code) {
        Queue<Peer> slow = new ArrayDeque<>();
        failed.forEach(asked -> deliver(asked, code.name()).ifPresent(slow::add));
        slow.forEach(this::cutOff);
    }

    private void turnDown(Peer asker, String id, int number, ErrorCode code) {
        outcomes.merge(number, 1, Integer::sum);
        if (asker.sendResult == SendResult.QUEUED) {
            asker.told.add("answer " + id + " " + code);
        } else if (asker.sendResult == SendResult.OVERLOADED) {
            cutOff(asker);
        }
    }

    /** Returns the asker if it has to be cut off. */
    private Optional<Peer> deliver(Asked asked, String value) {
        decided(asked);
        Peer asker = owners.get(asked.asker);
        if (asker == null || asker.sendResult == SendResult.CLOSED) {
            return Optional.empty();
        }
        if (asker.sendResult == SendResult.OVERLOADED) {
            return Optional.of(asker);
        }
        asker.told.add("answer " + asked.id + " " + value);
        return Optional.empty();
    }

    private void decided(Asked asked) {
        outcomes.merge(asked.number, 1, Integer::sum);
    }

    private long waitsFor(Peer asker) {
        return waiting.stream().filter(asked -> asked.asker.equals(asker.name)).count();
    }

    private interface Which {
        boolean fits(Asked asked);
    }

    private List<Asked> take(Which which) {
        List<Asked> taken = waiting.stream().filter(which::fits).toList();
        waiting.removeAll(taken);
        return taken;
    }
}
