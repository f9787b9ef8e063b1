package dev.baton.catalog;

import dev.baton.catalog.CatalogState.ConnectorState;
import dev.baton.source.SourceError;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every change of the catalog once, in the log and in {@code handover_catalog_edits_total}. */
final class CatalogLog {

    private static final Logger LOG = LoggerFactory.getLogger("catalog");

    private final Counter accepted;
    private final Counter refused;

    CatalogLog(MeterRegistry registry) {
        this.accepted = counter(registry, "accepted");
        this.refused = counter(registry, "refused");
    }

    void started(CatalogState state, Duration took) {
        LOG.info(
                "{} connectors in {} ms; targets: {}",
                state.connectors().size(),
                took.toMillis(),
                String.join(", ", state.serving().configuration().names()));
        state.connectors()
                .forEach((id, connector) ->
                        refusal("Connector " + id, null, connector.refusal(), connector.live() != null));
    }

    void changed(CatalogState before, CatalogState after) {
        Set<String> ids = new TreeSet<>(before.connectors().keySet());
        ids.addAll(after.connectors().keySet());
        ids.forEach(id ->
                connector(id, before.connectors().get(id), after.connectors().get(id)));
        file(before, after);
    }

    private void connector(String id, @Nullable ConnectorState before, @Nullable ConnectorState after) {
        if (after == null) {
            accepted.increment();
            LOG.info("Connector {} is gone", id);
            return;
        }
        if (after.live() != null && (before == null || before.live() != after.live())) {
            accepted.increment();
            LOG.info("Connector {} serves in version {}", id, after.live().version());
        }
        refusal("Connector " + id, before == null ? null : before.refusal(), after.refusal(), after.live() != null);
    }

    private void file(CatalogState before, CatalogState after) {
        if (before.file() != null
                && after.file() != null
                && !before.file().root().equals(after.file().root())) {
            accepted.increment();
            LOG.info(
                    "The targets are {}",
                    String.join(", ", after.serving().configuration().names()));
        }
        refusal("The file with the targets", before.fileRefusal(), after.fileRefusal(), true);
    }

    private void refusal(String what, @Nullable Refusal before, @Nullable Refusal after, boolean served) {
        if (after == null || after == before) {
            return;
        }
        refused.increment();
        LOG.warn(
                "{} is refused{}:{}",
                what,
                served ? ", and the last good version serves on" : ", and its targets cannot be used",
                after.errors().stream().map(SourceError::toString).collect(Collectors.joining("\n  ", "\n  ", "")));
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("handover.catalog.edits")
                .description("Edits of connectors and targets by what became of them")
                .tag("result", result)
                .register(registry);
    }
}
