package dev.baton.catalog;

import dev.baton.connector.Connector;
import dev.baton.source.SourceYaml;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything the catalog knows at one moment. Immutable.
 *
 * @param connectors by id: what serves of each, and what does not
 * @param file the {@code targets.yaml} that serves; absent before the first
 * @param fileRefusal why a later one does not; absent when none is refused
 */
record CatalogState(
        SortedMap<String, ConnectorState> connectors,
        @Nullable SourceYaml file,
        @Nullable Refusal fileRefusal,
        Serving serving) {

    static final CatalogState EMPTY = new CatalogState(new TreeMap<>(), null, null, Serving.NOTHING);

    Optional<Connector> good(String id) {
        return Optional.ofNullable(connectors.get(id)).map(ConnectorState::live);
    }

    Map<String, LiveTarget> targets() {
        return serving.live();
    }

    /**
     * @param live the version that serves; absent when none was ever correct
     * @param refusal the edit that does not serve; absent when there is none
     */
    record ConnectorState(@Nullable Connector live, @Nullable Refusal refusal) {}
}
