package dev.baton.support;

import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.ConnectorReader;
import dev.baton.target.ConnectorForm;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connectors that ship in the jar, read and not proven. */
public final class ShippedConnectors {

    private static final SortedMap<String, Connector> ALL = new TreeMap<>();

    static {
        ConnectorFolder.shipped().forEach((id, folder) -> ALL.put(id, ConnectorReader.read(folder)));
    }

    private ShippedConnectors() {}

    public static Collection<Connector> all() {
        return ALL.values();
    }

    /** Those whose model example calls somebody over HTTP; voice is moved by SIP, and logging only calls nobody. */
    public static Stream<Connector> overHttp() {
        return all().stream()
                .filter(connector -> connector.model().orElseThrow().exchange().stream()
                        .anyMatch(call -> call.request().path("url").asText().startsWith("http")));
    }

    public static Connector get(String id) {
        Connector connector = ALL.get(id);
        if (connector == null) {
            throw new IllegalArgumentException("There is no connector " + id);
        }
        return connector;
    }

    public static Map<String, ConnectorForm> forms() {
        return ALL.values().stream().collect(Collectors.toUnmodifiableMap(Connector::id, Connector::form));
    }
}
