package dev.baton.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.baton.catalog.CatalogState.ConnectorState;
import dev.baton.connector.Connector;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import dev.baton.target.ConfigurationException;
import dev.baton.target.TargetDefinition;
import dev.baton.target.TargetsFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what serves after an edit. Whoever changed something that does not fit is refused, and what served before
 * goes on serving: a connector's new version gives way to the old one, a new {@code targets.yaml} to the last good one.
 * Used once.
 */
final class Reconciliation {

    private final CatalogState before;
    private final Map<String, Verdict> verdicts;
    private final Assembly assembly;
    private final Instant now;
    private final SortedMap<String, Connector> wanted = new TreeMap<>();
    private final SortedMap<String, Refusal> refusals = new TreeMap<>();

    Reconciliation(CatalogState before, Map<String, Verdict> verdicts, Assembly assembly, Instant now) {
        this.before = before;
        this.verdicts = verdicts;
        this.assembly = assembly;
        this.now = now;
    }

    /** @throws ConfigurationException when the file cannot be used and no earlier one was good */
    CatalogState run(CatalogFiles.Content content) {
        try {
            if (content.fault() != null) {
                throw content.fault();
            }
            return assembled(Objects.requireNonNull(content.file()), null);
        } catch (ConfigurationException e) {
            if (before.file() == null) {
                throw e;
            }
            return lastGood(before.file(), fileRefusal(e));
        }
    }

    private CatalogState lastGood(SourceYaml file, Refusal refusal) {
        try {
            return assembled(file, refusal);
        } catch (ConfigurationException e) {
            // A file that it refers to is broken, not the file itself: all stays as it is.
            return new CatalogState(before.connectors(), file, refusal, before.serving());
        }
    }

    private CatalogState assembled(SourceYaml file, @Nullable Refusal fileRefusal) {
        choose();
        while (true) {
            try {
                Serving serving =
                        assembly.of(file, wanted, without(), before.targets().values());
                return new CatalogState(states(serving), file, fileRefusal, serving);
            } catch (Assembly.NotBuilt e) {
                giveWay(e, file);
            } catch (ConfigurationException e) {
                giveWay(e, file);
            }
        }
    }

    /** The newest good version of everything that is there or still serves. */
    private void choose() {
        wanted.clear();
        refusals.clear();
        before.connectors().keySet().forEach(this::keep);
        verdicts.forEach((id, verdict) -> {
            if (verdict.connector() != null) {
                wanted.put(id, verdict.connector());
            } else {
                refuse(id, verdict.errors());
            }
        });
    }

    private void keep(String id) {
        before.good(id).ifPresentOrElse(good -> wanted.put(id, good), () -> wanted.remove(id));
    }

    /** Connectors that are there, and of which no version is good. */
    private Set<String> without() {
        Set<String> ids = new TreeSet<>(verdicts.keySet());
        ids.removeAll(wanted.keySet());
        return ids;
    }

    private void giveWay(Assembly.NotBuilt failure, SourceYaml file) {
        String id = failure.target().connector();
        if (isNew(id)) {
            refuse(id, failure.reason().errors());
            keep(id);
        } else {
            SourceError first = failure.reason().errors().get(0);
            throw TargetsFile.refused(
                    assembly.path(),
                    List.of(file.atKey(
                            "/targets/" + failure.target().name(),
                            "found settings with which connector '" + id + "' cannot make its calls: "
                                    + first.problem())));
        }
    }

    /** Targets that nobody touched do not fit any more: their connectors' new versions are refused. */
    private void giveWay(ConfigurationException failure, SourceYaml file) {
        Map<String, List<SourceError>> byConnector = new HashMap<>();
        for (SourceError error : failure.errors()) {
            JsonNode target = target(file, error);
            String id = target.path("connector").asText();
            if (isNew(id) && before.good(id).isPresent() && target.equals(target(before.file(), error))) {
                byConnector.merge(id, List.of(error), Reconciliation::joined);
            }
        }
        if (byConnector.isEmpty()) {
            throw failure;
        }
        byConnector.forEach((id, errors) -> {
            refuse(id, errors);
            keep(id);
        });
    }

    private static JsonNode target(@Nullable SourceYaml file, SourceError error) {
        String[] segments = error.pointer().split("/", 4);
        return file == null || segments.length < 3 || !segments[1].equals("targets")
                ? MissingNode.getInstance()
                : file.root().path("targets").path(segments[2]);
    }

    private boolean isNew(String id) {
        return wanted.get(id) != before.good(id).orElse(null);
    }

    private void refuse(String id, List<SourceError> errors) {
        Verdict verdict = verdicts.get(id);
        Refusal refusal = new Refusal(verdict == null ? "" : verdict.version(), now, errors);
        ConnectorState earlier = before.connectors().get(id);
        refusals.put(id, refusal.orEarlier(earlier == null ? null : earlier.refusal()));
        keep(id);
    }

    private Refusal fileRefusal(ConfigurationException refused) {
        List<SourceError> errors = refused.errors().isEmpty()
                ? List.of(SourceError.ofFile(assembly.path().toString(), String.valueOf(refused.getMessage())))
                : refused.errors();
        return new Refusal("", now, errors).orEarlier(before.fileRefusal());
    }

    private SortedMap<String, ConnectorState> states(Serving serving) {
        SortedMap<String, ConnectorState> states = new TreeMap<>();
        wanted.forEach((id, connector) -> {
            if (!verdicts.containsKey(id)) {
                refuseRemoval(id, connector, serving);
            }
            if (verdicts.containsKey(id) || refusals.containsKey(id)) {
                states.put(id, new ConnectorState(connector, refusals.get(id)));
            }
        });
        without().forEach(id -> states.put(id, new ConnectorState(null, refusals.get(id))));
        return states;
    }

    /** A folder that is gone goes on serving as long as a target needs it. */
    private void refuseRemoval(String id, Connector connector, Serving serving) {
        List<String> targets = serving.configuration().targets().values().stream()
                .filter(target -> target.connector().equals(id))
                .map(TargetDefinition::name)
                .toList();
        if (!targets.isEmpty()) {
            String problem = "this folder is gone, but targets use it: " + String.join(", ", targets)
                    + ". Remove them from targets.yaml, or put the folder back; until then the last good version serves";
            refuse(id, List.of(SourceError.ofFile(connector.origin(), problem)));
        }
    }

    private static List<SourceError> joined(List<SourceError> some, List<SourceError> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
