package dev.baton.catalog;

import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.Operation;
import dev.baton.connector.TargetContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What one version of a target does beside taking handovers. Each operation is built when it is needed first: most
 * targets never need one. Safe for all threads.
 */
final class Operations implements AutoCloseable {

    private final ActiveTarget target;
    private final Function<ActiveTarget, TargetContext> builder;
    private final Map<Operation, TargetContext> built = new EnumMap<>(Operation.class);
    private boolean closed;

    Operations(ActiveTarget target, Function<ActiveTarget, TargetContext> builder) {
        this.target = target;
        this.builder = builder;
    }

    /**
     * @throws IllegalStateException when the target cannot do it, or is gone
     * @throws dev.baton.source.SourceException when its calls cannot be built with the target's settings
     */
    synchronized TargetContext of(Operation operation) {
        Connector connector = target.connector().operations().get(operation);
        if (connector == null || closed) {
            throw new IllegalStateException("The target " + target.name() + " cannot " + operation.word());
        }
        return built.computeIfAbsent(operation, key -> builder.apply(new ActiveTarget(target.definition(), connector)));
    }

    synchronized List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        built.values().forEach(context -> tokens.addAll(context.tokens().known()));
        return tokens;
    }

    @Override
    public synchronized void close() {
        closed = true;
        built.values().forEach(TargetContext::close);
    }
}
