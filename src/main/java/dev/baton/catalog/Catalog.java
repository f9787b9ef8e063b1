package dev.baton.catalog;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.TargetSip;
import dev.baton.target.ConfigurationException;
import dev.baton.target.ConnectorForm;
import dev.baton.vendor.VendorHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * The connectors and targets that serve now. An edit of their files is proven beside what serves and takes its place in
 * one step; an edit that fails its proof changes nothing but what is reported. What is replaced finishes its deliveries
 * and goes.
 */
public final class Catalog implements AutoCloseable {

    private final CatalogFiles files;
    private final Assembly assembly;
    private final DeliveryRoutes routes;
    private final CatalogLog log;
    private final Clock clock;
    private final Proofs proofs = new Proofs();
    private final List<LiveTarget> draining = new ArrayList<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile CatalogState state = CatalogState.EMPTY;

    /**
     * @param targets the file with targets and steps
     * @param connectors the installation's own connector folders, if any
     * @param limits of each target's HTTP calls
     * @param gateway the context in which every target gets its delivery route
     * @param sip how targets make their SIP calls
     */
    public Catalog(
            Path targets,
            @Nullable Path connectors,
            VendorHttp.Limits limits,
            CamelContext gateway,
            MeterRegistry meters,
            Clock clock,
            TargetSip sip) {
        this.files = new CatalogFiles(connectors, targets);
        this.assembly = new Assembly(targets, System::getenv, limits, clock, meters, sip);
        this.routes = new DeliveryRoutes(gateway);
        this.log = new CatalogLog(meters);
        this.clock = clock;
        CatalogMetrics.register(meters, this::state);
    }

    /** One consistent view; ask again for a newer one. */
    public Serving serving() {
        return state.serving();
    }

    /** The target as it is now, to plan with. */
    public Optional<ActiveTarget> find(String target) {
        return Optional.ofNullable(serving().live().get(target)).map(LiveTarget::target);
    }

    /** Tells of each target that is gone for good, by name, after its last delivery. */
    public void whenGone(Consumer<String> listener) {
        listeners.add(listener);
    }

    /**
     * The target as it is now, to deliver with; it stays as it is until {@link LiveTarget#leave()}.
     *
     * @return empty when there is no such target
     */
    public Optional<LiveTarget> enter(String target) {
        while (true) {
            LiveTarget live = serving().live().get(target);
            if (live == null) {
                return Optional.empty();
            }
            if (live.enter()) {
                return Optional.of(live);
            }
            // It was replaced in this very moment, and the newer one is there already.
            Thread.onSpinWait();
        }
    }

    /**
     * Reads the files and lets what is good in them serve.
     *
     * @throws ConfigurationException when {@code targets.yaml} cannot be used and no earlier one was good
     * @throws Exception when a delivery route cannot be made; what served before serves on
     */
    synchronized void update() throws Exception {
        long began = System.nanoTime();
        CatalogState before = state;
        CatalogFiles.Content content = files.read();
        CatalogState after = new Reconciliation(before, proofs.of(content), assembly, clock.instant()).run(content);
        try {
            routes.add(after.targets().keySet());
        } catch (Exception e) {
            replaced(after, before).forEach(LiveTarget::close);
            throw e;
        }
        state = after;
        replaced(before, after).forEach(this::retire);
        if (before == CatalogState.EMPTY) {
            log.started(after, Duration.ofNanos(System.nanoTime() - began));
        } else {
            log.changed(before, after);
        }
    }

    /** Takes away what was replaced and has no delivery under way any more. */
    synchronized void tidy() throws Exception {
        draining.removeIf(LiveTarget::closeWhenDrained);
        Set<String> needed = new TreeSet<>(state.targets().keySet());
        draining.forEach(target -> needed.add(target.target().name()));
        routes.retain(needed).forEach(target -> listeners.forEach(listener -> listener.accept(target)));
    }

    /** What targets may be made of: the settings of every connector that serves, by id. */
    public Map<String, ConnectorForm> forms() {
        return state.connectors().values().stream()
                .map(CatalogState.ConnectorState::live)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableMap(Connector::id, Connector::form));
    }

    CatalogFiles files() {
        return files;
    }

    CatalogState state() {
        return state;
    }

    /** After this nothing can be delivered any more. */
    @Override
    public synchronized void close() {
        draining.forEach(LiveTarget::close);
        state.targets().values().forEach(LiveTarget::close);
    }

    /** The targets of one state that are not in the other as they are. */
    private static List<LiveTarget> replaced(CatalogState some, CatalogState others) {
        Set<LiveTarget> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(others.targets().values());
        return some.targets().values().stream()
                .filter(target -> !kept.contains(target))
                .toList();
    }

    private void retire(LiveTarget target) {
        target.retire();
        draining.add(target);
    }
}
