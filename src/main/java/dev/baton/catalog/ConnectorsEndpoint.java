package dev.baton.catalog;

import dev.baton.catalog.CatalogState.ConnectorState;
import dev.baton.connector.Connector;
import dev.baton.handover.Channel;
import dev.baton.isolation.TargetGuards;
import dev.baton.source.SourceError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/connectors}: what serves, which edits do not, and everything that is wrong with those. */
@Endpoint(id = "connectors")
public final class ConnectorsEndpoint {

    private final Catalog catalog;
    private final TargetGuards guards;

    public ConnectorsEndpoint(Catalog catalog, TargetGuards guards) {
        this.catalog = catalog;
        this.guards = guards;
    }

    @ReadOperation
    public Map<String, Object> report() {
        CatalogState state = catalog.state();
        Map<String, Object> connectors = new LinkedHashMap<>();
        state.connectors().forEach((id, connector) -> connectors.put(id, connector(id, connector, state)));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("connectors", connectors);
        report.put("targets", targets(state.serving()));
        report.put("file", file(state));
        return report;
    }

    private static Map<String, Object> connector(String id, ConnectorState state, CatalogState all) {
        Map<String, Object> shown = new LinkedHashMap<>();
        Connector live = state.live();
        shown.put("state", live == null ? "unusable" : "live");
        if (live != null) {
            shown.put("title", live.title());
            shown.put("version", live.version());
            shown.put("origin", live.origin());
            shown.put(
                    "channels",
                    live.channels().stream().map(Channel::wireName).sorted().toList());
            shown.put("idempotent", live.idempotent());
            shown.put("examples", live.examples().size());
            shown.put("targets", users(id, all.serving()));
        }
        addRefusal(shown, state.refusal());
        return shown;
    }

    private static List<String> users(String connector, Serving serving) {
        return serving.live().values().stream()
                .filter(target -> target.target().connector().id().equals(connector))
                .map(target -> target.target().name())
                .sorted()
                .toList();
    }

    private Map<String, Object> targets(Serving serving) {
        Map<String, Object> targets = new LinkedHashMap<>();
        serving.configuration().names().forEach(name -> {
            LiveTarget live = serving.live().get(name);
            targets.put(
                    name,
                    live == null ? Map.of("state", "unusable", "connector", waitsFor(serving, name)) : target(live));
        });
        return targets;
    }

    private Map<String, Object> target(LiveTarget live) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("state", "live");
        shown.put("connector", live.target().connector().id());
        shown.put("version", live.target().connector().version());
        shown.put("endpoints", live.endpoints());
        shown.put("breaker", guards.breaker(live.target()));
        Presence presence = live.lastPresence();
        if (presence != null) {
            shown.put("availability", AvailabilityView.of(presence));
        } else if (live.isAsked()) {
            shown.put("availability", Map.of("answer", "not asked yet"));
        }
        return shown;
    }

    private static String waitsFor(Serving serving, String target) {
        return serving.configuration().waiting().getOrDefault(target, "");
    }

    private Map<String, Object> file(CatalogState state) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("path", catalog.files().targets().toString());
        addRefusal(shown, state.fileRefusal());
        return shown;
    }

    private static void addRefusal(Map<String, Object> shown, @Nullable Refusal refusal) {
        if (refusal != null) {
            Map<String, Object> refused = new LinkedHashMap<>();
            refused.put("version", refusal.version());
            refused.put("since", refusal.since());
            refused.put(
                    "errors",
                    refusal.errors().stream().map(ConnectorsEndpoint::error).toList());
            shown.put("refused", refused);
        }
    }

    private static Map<String, Object> error(SourceError error) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("file", error.file());
        shown.put("line", error.line());
        shown.put("column", error.column());
        shown.put("pointer", error.pointer());
        shown.put("problem", error.problem());
        return shown;
    }
}
