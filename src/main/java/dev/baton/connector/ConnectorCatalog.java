package dev.baton.connector;

import dev.baton.source.SourceException;
import dev.baton.target.ConnectorForm;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The connectors this installation has: those that ship in the jar, overridden and added to by folders of the
 * installation. Immutable; reading the folders again makes a new catalog.
 */
public final class ConnectorCatalog {

    private final SortedMap<String, Connector> connectors;

    private ConnectorCatalog(SortedMap<String, Connector> connectors) {
        this.connectors = connectors;
    }

    /**
     * @param directory the installation's own connector folders, if any
     * @throws SourceException with every error found in the first folder that has any
     */
    public static ConnectorCatalog read(@Nullable Path directory) {
        SortedMap<String, ConnectorFolder> folders = ConnectorFolder.shipped();
        if (directory != null) {
            folders.putAll(ConnectorFolder.in(directory));
        }
        SortedMap<String, Connector> connectors = new TreeMap<>();
        folders.forEach((id, folder) -> connectors.put(id, ConnectorReader.read(folder)));
        return new ConnectorCatalog(connectors);
    }

    public Collection<Connector> all() {
        return connectors.values();
    }

    public Optional<Connector> find(String id) {
        return Optional.ofNullable(connectors.get(id));
    }

    /** What targets' settings are checked against, by connector. */
    public Map<String, ConnectorForm> forms() {
        return connectors.values().stream().collect(Collectors.toUnmodifiableMap(Connector::id, Connector::form));
    }
}
