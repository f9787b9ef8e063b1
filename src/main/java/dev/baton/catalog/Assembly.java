package dev.baton.catalog;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.Network;
import dev.baton.connector.TargetContext;
import dev.baton.connector.TargetSip;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import dev.baton.target.ConfigurationException;
import dev.baton.target.ConnectorForm;
import dev.baton.target.TargetDefinition;
import dev.baton.target.Targets;
import dev.baton.target.TargetsFile;
import dev.baton.vendor.VendorHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a {@code targets.yaml} and connectors together: every target is built with its real settings. */
final class Assembly {

    private final Path path;
    private final UnaryOperator<@Nullable String> environment;
    private final VendorHttp.Limits limits;
    private final Clock clock;
    private final MeterRegistry meters;
    private final TargetSip sip;

    Assembly(
            Path path,
            UnaryOperator<@Nullable String> environment,
            VendorHttp.Limits limits,
            Clock clock,
            MeterRegistry meters,
            TargetSip sip) {
        this.path = path;
        this.environment = environment;
        this.limits = limits;
        this.clock = clock;
        this.meters = meters;
        this.sip = sip;
    }

    Path path() {
        return path;
    }

    /**
     * @param unusable connectors that are there but cannot be used
     * @param running targets that need not be built again when nothing about them changed
     * @throws ConfigurationException when file and connectors do not fit together
     * @throws NotBuilt when a target's calls cannot be built; nothing that was built before is left
     */
    Serving of(SourceYaml file, Map<String, Connector> connectors, Set<String> unusable, Collection<LiveTarget> running)
            throws NotBuilt {
        Map<String, ConnectorForm> forms =
                connectors.values().stream().collect(Collectors.toMap(Connector::id, Connector::form));
        Targets targets = TargetsFile.check(path, file, forms, unusable, environment);
        Map<String, LiveTarget> live = new LinkedHashMap<>();
        List<ActiveTarget> missing = new ArrayList<>();
        for (TargetDefinition definition : targets.targets().values()) {
            Connector connector = Objects.requireNonNull(connectors.get(definition.connector()));
            LiveTarget target = same(running, definition, connector);
            if (target == null) {
                missing.add(new ActiveTarget(definition, connector));
            } else {
                live.put(definition.name(), target);
            }
        }
        live.putAll(build(missing));
        return new Serving(targets, live);
    }

    private Map<String, LiveTarget> build(List<ActiveTarget> missing) throws NotBuilt {
        Map<ActiveTarget, Object> results = EveryProcessor.map(missing, this::liveTargetOrReason);
        Map<String, LiveTarget> built = new LinkedHashMap<>();
        NotBuilt failure = null;
        for (ActiveTarget target : missing) {
            if (results.get(target) instanceof LiveTarget live) {
                built.put(target.name(), live);
            } else {
                failure = new NotBuilt(
                        target.definition(), (SourceException) Objects.requireNonNull(results.get(target)));
            }
        }
        if (failure != null) {
            built.values().forEach(LiveTarget::close);
            throw failure;
        }
        return built;
    }

    private Object liveTargetOrReason(ActiveTarget target) {
        AvailabilityProbe probe = null;
        try {
            Network network = new Network(List.of(), sip);
            probe = AvailabilityProbe.of(target, clock, meters, network);
            return new LiveTarget(
                    TargetContext.build(target, limits, clock, network),
                    probe,
                    new Operations(target, beside -> TargetContext.build(beside, limits, clock, network)));
        } catch (SourceException e) {
            if (probe != null) {
                probe.close();
            }
            return e;
        }
    }

    private static @Nullable LiveTarget same(
            Collection<LiveTarget> running, TargetDefinition definition, Connector connector) {
        return running.stream()
                .filter(target -> target.target().definition().equals(definition)
                        && target.target().connector() == connector)
                .findFirst()
                .orElse(null);
    }

    /** Why a target cannot be built with a connector. */
    static final class NotBuilt extends Exception {

        private final transient TargetDefinition target;
        private final SourceException reason;

        NotBuilt(TargetDefinition target, SourceException reason) {
            super(reason);
            this.target = target;
            this.reason = reason;
        }

        TargetDefinition target() {
            return target;
        }

        SourceException reason() {
            return reason;
        }
    }
}
