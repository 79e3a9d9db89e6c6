package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.message.TargetService;
import io.microstream.hub.time.HubClock;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Which service has which name. A name has one owner; who asks for a name that is taken starts a {@link NameContest}.
 *
 * <p>Owns the table of names and the contests. Changes happen under its lock, look-ups without. What is to be said to
 * connections is collected under the lock and said after it. Any thread.
 */
public final class ServiceRegistry {
    private static final System.Logger LOGGER = System.getLogger(ServiceRegistry.class.getName());

    /** The original hub's own words. */
    private static final Refusal DUPLICATE = new Refusal.Told(
            ErrorCode.DUPLICATE_SERVICE_REGISTRATION,
            "Duplicate Service Registration Name! A service with the same name is already registered.");

    private final HubClock clock;
    private final RoutingSettings settings;
    private final PendingRequests pending;
    private final HubCounters counters;
    private final HubObserver observer;

    private final NameTable owners = new NameTable();
    private final ConcurrentHashMap<Connection, Registration> byConnection = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, NameContest> contests = new LinkedHashMap<>(); // in the order in which they end
    private final Map<Connection, NameContest> newcomers = new HashMap<>();
    private final SparedNames spared;
    private final BlockedNames blocked = new BlockedNames();
    private final SilenceWatch silence;
    private volatile int openContests;
    private volatile Optional<Refusal> closedDoor = Optional.empty();

    public ServiceRegistry(
            HubClock clock,
            RoutingSettings settings,
            PendingRequests pending,
            HubCounters counters,
            HubObserver observer) {
        this.clock = clock;
        this.settings = settings;
        this.pending = pending;
        this.counters = counters;
        this.observer = observer;
        spared = new SparedNames(clock);
        silence = new SilenceWatch(settings.heartbeatTimeout());
    }

    /**
     * A connection asks for a name, once. The answer is {@link Connection#welcome} or {@link Connection#refuse}, at
     * once or when it is known whether the name's owner still lives; none if the newcomer leaves before.
     */
    public void connect(ServiceName name, Connection newcomer) {
        change(afterwards -> {
            admit(name, newcomer, afterwards);
            return newcomer;
        });
    }

    /** Something came over this connection, if only a transport packet: it lives. Nearly free. */
    public void heardFrom(Connection connection) {
        Registration heard = byConnection.get(connection);
        if (heard == null) {
            return;
        }
        heard.heard(clock.nanos());
        if (heard.isContested()) {
            change(afterwards -> {
                ownerLives(heard, afterwards);
                return heard;
            });
        }
    }

    /** Decides the contests whose owner has had its time to show life. Nearly free while there is none. */
    public void settleContests() {
        if (openContests > 0) {
            change(afterwards -> {
                List<NameContest> due = contests.values().stream()
                        .takeWhile(contest -> contest.end().passed(clock))
                        .toList();
                due.forEach(contest -> ownerIsSilent(contest, afterwards));
                return due;
            });
        }
    }

    /** The service that can be asked under this name. */
    public Optional<Registration> find(String name) {
        return reachable(owners.find(name));
    }

    /** The service that a request asks for, if it can be asked. Builds nothing. */
    public Optional<Registration> find(TargetService target) {
        return reachable(owners.find(target.raw()));
    }

    /** The service that has this name, even if its CONNECT is just being answered. */
    public Optional<Registration> owner(ServiceName name) {
        return owners.find(name.value());
    }

    /** The service that has this name, a JSON string, even if its CONNECT is just being answered. Builds nothing. */
    Optional<Registration> owner(RawJson name) {
        return owners.find(name);
    }

    private static Optional<Registration> reachable(Optional<Registration> owner) {
        return owner.isPresent() && owner.get().isReachable() ? owner : Optional.empty();
    }

    /**
     * Forgets a connection, be it a name's owner or a newcomer that waits for one. If others wait for the owner's
     * name, the first gets it.
     *
     * @return the registration that has ended by this; empty the next time, and for a newcomer
     */
    public Optional<Registration> remove(Connection connection) {
        return change(afterwards -> forget(connection, afterwards));
    }

    /** Forgets a service that was silent for too long; it may come back, and is not to find a fatal refusal. */
    Optional<Registration> evict(Connection connection) {
        return change(afterwards -> {
            Optional<Registration> gone = forget(connection, afterwards);
            gone.ifPresent(silent -> spared.remember(silent.name().value()));
            return gone;
        });
    }

    /** All services at this moment; a view that changes with the table. */
    public Collection<Registration> registrations() {
        return Collections.unmodifiableCollection(byConnection.values());
    }

    /** The services that are silent for too long; costs what is due, not what is there. */
    public List<Registration> silentServices() {
        return silence.silent(clock.nanos());
    }

    /** How many names are contested. */
    public int contests() {
        return openContests;
    }

    /** From now on every newcomer is told to try again, those that wait too. */
    public void stopAdmitting(String reason) {
        Refusal tryAgain = new Refusal.TryAgain(reason);
        change(afterwards -> {
            closedDoor = Optional.of(tryAgain);
            List.copyOf(contests.values())
                    .forEach(contest -> refuseAll(contest.owner().name(), end(contest), tryAgain, afterwards));
            return tryAgain;
        });
    }

    /** The names that nobody gets. */
    public BlockedNames blocked() {
        return blocked;
    }

    public boolean isAdmitting() {
        return closedDoor.isEmpty();
    }

    /** Changes the state under the lock, then does what must not be done under it. */
    private <T> T change(Function<List<Runnable>, T> step) {
        List<Runnable> afterwards = new ArrayList<>();
        T result;
        lock.lock();
        try {
            result = step.apply(afterwards);
            openContests = contests.size();
        } finally {
            lock.unlock();
        }
        afterwards.forEach(Runnable::run);
        return result;
    }

    private void admit(ServiceName name, Connection newcomer, List<Runnable> afterwards) {
        if (closedDoor.isPresent()) {
            refuse(name, newcomer, closedDoor.get(), afterwards);
            return;
        }
        if (blocked.includes(name.value())) {
            refuse(name, newcomer, BlockedNames.REFUSAL, afterwards);
            return;
        }
        Optional<Registration> owner = owners.find(name.value());
        if (owner.isEmpty()) {
            register(name, newcomer, afterwards);
            return;
        }
        NameContest contest = contests.computeIfAbsent(name.value(), key -> open(owner.get(), afterwards));
        if (contest.join(newcomer)) {
            newcomers.put(newcomer, contest);
        } else {
            refuse(name, newcomer, new Refusal.TryAgain("too many newcomers wait for the name"), afterwards);
        }
    }

    private NameContest open(Registration owner, List<Runnable> afterwards) {
        owner.contested(true);
        afterwards.add(owner.connection()::probe);
        return new NameContest(owner, clock.in(settings.takeoverProbe()));
    }

    private void ownerLives(Registration owner, List<Runnable> afterwards) {
        NameContest contest = contests.get(owner.name().value());
        if (contest == null || contest.owner() != owner) {
            return;
        }
        // Among the newcomers may be the one that lost this name: it was busy, not dead, and must not be killed now.
        Refusal refusal = spared.include(owner.name().value())
                ? new Refusal.TryAgain("the name was lost for silence a moment ago")
                : DUPLICATE;
        refuseAll(contest.owner().name(), end(contest), refusal, afterwards);
    }

    private void ownerIsSilent(NameContest contest, List<Runnable> afterwards) {
        Optional<Connection> successor = contest.successor(clock.nanos(), settings.takeoverSilence());
        List<Connection> losers = new ArrayList<>(end(contest));
        successor.ifPresent(winner -> {
            losers.remove(winner);
            takeOver(contest.owner(), winner, afterwards);
        });
        refuseAll(contest.owner().name(), losers, new Refusal.TryAgain("the name is contested"), afterwards);
    }

    private void takeOver(Registration old, Connection winner, List<Runnable> afterwards) {
        byConnection.remove(old.connection());
        spared.remember(old.name().value());
        counters.count(HubEvent.NAME_TAKEN_OVER);
        afterwards.add(() -> displace(old));
        register(old.name(), winner, afterwards);
    }

    private void displace(Registration old) {
        observer.gone(old, Departure.DISPLACED);
        LOGGER.log(Level.INFO, () -> "Displaced, its name is taken over: " + old);
        pending.keepForGrace(old);
        old.connection().close(CloseReason.DISPLACED);
    }

    private Optional<Registration> forget(Connection connection, List<Runnable> afterwards) {
        Registration gone = byConnection.remove(connection);
        if (gone == null) {
            forgetNewcomer(connection);
            return Optional.empty();
        }
        owners.remove(gone);
        NameContest contest = contests.get(gone.name().value());
        if (contest != null) {
            inherit(contest, afterwards);
        }
        return Optional.of(gone);
    }

    private void forgetNewcomer(Connection connection) {
        NameContest contest = newcomers.remove(connection);
        if (contest != null && !contest.forget(connection)) {
            end(contest);
        }
    }

    /**
     * The owner has gone by itself. Who does not get the name now is to try again, and is not told DUPLICATE: nobody
     * has asked the heir yet whether it lives, and it may be an earlier connection of the same service.
     */
    private void inherit(NameContest contest, List<Runnable> afterwards) {
        List<Connection> waiting = end(contest);
        ServiceName name = contest.owner().name();
        register(name, waiting.get(0), afterwards);
        refuseAll(name, waiting.subList(1, waiting.size()), new Refusal.TryAgain("the name was free"), afterwards);
    }

    /** Ends the contest and returns who waited for it. */
    private List<Connection> end(NameContest contest) {
        contests.remove(contest.owner().name().value());
        contest.owner().contested(false);
        List<Connection> waiting = contest.newcomers();
        waiting.forEach(newcomers::remove);
        return waiting;
    }

    private void register(ServiceName name, Connection connection, List<Runnable> afterwards) {
        Registration registration = new Registration(name, connection, pending.hold(name), clock.nanos());
        owners.put(registration);
        byConnection.put(connection, registration);
        silence.begin(registration);
        counters.count(HubEvent.SERVICE_REGISTERED);
        afterwards.add(() -> welcome(registration));
    }

    private void welcome(Registration registration) {
        observer.registered(registration);
        LOGGER.log(Level.INFO, () -> "Registered " + registration);
        registration.connection().welcome(registration, registration::markReachable);
    }

    private void refuseAll(ServiceName name, List<Connection> losers, Refusal refusal, List<Runnable> afterwards) {
        losers.forEach(loser -> refuse(name, loser, refusal, afterwards));
    }

    private void refuse(ServiceName name, Connection newcomer, Refusal refusal, List<Runnable> afterwards) {
        boolean told = refusal instanceof Refusal.Told;
        counters.count(told ? HubEvent.NEWCOMER_REFUSED : HubEvent.NEWCOMER_SENT_AWAY);
        afterwards.add(() -> {
            observer.refused(name.value(), newcomer.remoteAddress(), refusal);
            newcomer.refuse(refusal);
        });
    }
}
