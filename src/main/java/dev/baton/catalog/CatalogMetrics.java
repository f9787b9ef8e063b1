package dev.baton.catalog;

import dev.baton.catalog.CatalogState.ConnectorState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How many connectors serve, how many of those with a refused edit beside them, and how many cannot be used. */
final class CatalogMetrics {

    private CatalogMetrics() {}

    static void register(MeterRegistry registry, Supplier<CatalogState> state) {
        gauge(registry, state, "live", connector -> connector.live() != null && connector.refusal() == null);
        gauge(registry, state, "edit_refused", connector -> connector.live() != null && connector.refusal() != null);
        gauge(registry, state, "unusable", connector -> connector.live() == null);
    }

    private static void gauge(
            MeterRegistry registry, Supplier<CatalogState> state, String name, Predicate<ConnectorState> counted) {
        Gauge.builder("handover.connectors", state, now -> now.get().connectors().values().stream()
                        .filter(counted)
                        .count())
                .description("Connectors by whether they serve and whether their last edit was taken")
                .tag("state", name)
                .strongReference(true)
                .register(registry);
    }
}
