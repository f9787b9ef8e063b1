package dev.baton.delivery;

import dev.baton.catalog.Catalog;
import dev.baton.catalog.LiveTarget;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.LedgerUnavailableException;
import dev.baton.ledger.StoredHandover;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends stored handovers down the delivery route of their target, each target in a lane of its own. */
public final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** Deliveries that wait in memory for their time; more wait in the ledger. */
    private static final int MOST_LATER = 2_000;

    /** Their messages are read while nobody else can write. */
    private static final int LARGEST_PORTION = 200;

    private final Catalog catalog;
    private final Ledger ledger;
    private final DeliveryRoute route;
    private final Executor threads;
    private final Clock clock;
    private final LaneLimits limits;
    private final DeliveryMetrics metrics;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    /** How many by id: an event may send a handover to its next target before the call at the last one is over here. */
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    private final LaterStarts later = new LaterStarts(MOST_LATER, handover -> submit(handover, Duration.ZERO));
    private volatile boolean closed;

    public Deliveries(
            Catalog catalog,
            Ledger ledger,
            ProducerTemplate template,
            Executor threads,
            Clock clock,
            LaneLimits limits,
            DeliveryMetrics metrics) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.route = new DeliveryRoute(template, clock);
        this.threads = threads;
        this.clock = clock;
        this.limits = limits;
        this.metrics = metrics;
        catalog.whenGone(this::forget);
    }

    /**
     * Sends a handover on its way.
     *
     * @param patience how long to wait for room in a lane that moves
     * @return false when the target's lane is full: the ledger keeps the handover for later
     */
    public boolean submit(StoredHandover handover, Duration patience) {
        try {
            return !closed && lane(handover.handover().target()).offer(handover, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Sends a handover on its way at a time. The ledger's lease must end then: it brings the handover back when this
     * process is gone, or has no room for it. Whichever comes first begins the delivery, and the other finds it begun.
     *
     * @return false when only the ledger remembers it
     */
    public boolean submitAt(StoredHandover handover, Instant at) {
        return !closed && later.in(Duration.between(clock.instant(), at), handover);
    }

    /** Whether a delivery of it is under way here, however long ago it began. */
    boolean isUnderWay(String id) {
        return underWay.containsKey(id);
    }

    /** What was not taken goes on, when its time has come. Nobody waits for room: what finds none is in the ledger. */
    boolean goOn(StoredHandover handover) {
        Instant next = handover.awaitsUntil();
        return next == null ? submit(handover, Duration.ZERO) : submitAt(handover, next);
    }

    /** The targets whose lanes are like that. */
    Set<String> targets(Set<Lane.Room> rooms) {
        return lanes.entrySet().stream()
                .filter(lane -> rooms.contains(lane.getValue().room()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many handovers find room in every lane that has some. */
    int portion() {
        return Math.max(1, Math.min(LARGEST_PORTION, limits.waiting() / 2));
    }

    boolean isClosed() {
        return closed;
    }

    /** Starts no delivery any more; those under way end. What waits is in the ledger, for the next start. */
    @Override
    public void close() {
        closed = true;
        later.close();
        lanes.values().forEach(Lane::close);
    }

    private Lane lane(String target) {
        return lanes.computeIfAbsent(
                target,
                name -> metrics.lane(
                        name,
                        new Lane(
                                limits.atOnce(),
                                limits.waiting(),
                                threads,
                                this::deliver,
                                waits -> fetch(name, waits))));
    }

    private void fetch(String target, Lane.Name name) {
        try {
            ledger.find(name.client(), name.id())
                    .filter(found -> found.handover().target().equals(target) && isToBegin(found))
                    .ifPresent(this::deliver);
        } catch (LedgerUnavailableException e) {
            LOG.warn("Handover {} is looked at again later: the ledger cannot be read", name.id());
        }
    }

    /** Nobody has begun with it, and it waits for no time. */
    private static boolean isToBegin(StoredHandover found) {
        HandoverState state = found.state();
        return found.awaitsUntil() == null && (state == HandoverState.REQUESTED || state == HandoverState.RETRYING);
    }

    private void deliver(StoredHandover stored) {
        Handover handover = stored.handover();
        underWay.merge(handover.id(), 1, Integer::sum);
        StoredHandover goesOn = null;
        try {
            Optional<LiveTarget> target = catalog.enter(handover.target());
            if (target.isEmpty()) {
                LOG.warn("Handover {} waits: target {} cannot be used now", handover.id(), handover.target());
                return;
            }
            try {
                goesOn = route.send(stored, target.get());
            } finally {
                target.get().leave();
            }
        } catch (RuntimeException e) {
            LOG.error("Handover {} could not be delivered and is tried again later", handover.id(), e);
        } finally {
            underWay.computeIfPresent(handover.id(), (id, number) -> number > 1 ? number - 1 : null);
        }
        if (goesOn != null) {
            goOn(goesOn);
        }
    }

    private void forget(String target) {
        Lane lane = lanes.remove(target);
        if (lane != null) {
            lane.close();
        }
    }

    /**
     * @param atOnce deliveries to one target at the same time
     * @param waiting deliveries to one target that wait in memory; more wait in the ledger
     */
    public record LaneLimits(int atOnce, int waiting) {}
}
