package dev.baton.catalog;

import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.ConnectorReader;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.target.ConfigurationException;
import dev.baton.target.Targets;
import dev.baton.vendor.VendorHttp;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a gateway would say of its files if it started with them now. Nothing is left running. */
public final class StartCheck {

    private final Proofs proofs = new Proofs();
    private final CatalogFiles.Content content;
    private final Set<String> used = new TreeSet<>();

    private StartCheck(CatalogFiles.Content content) {
        this.content = content;
        if (content.file() != null) {
            content.file()
                    .root()
                    .path("targets")
                    .forEach(target -> used.add(target.path("connector").asText()));
        }
    }

    /**
     * @param targets the file with targets and steps
     * @param connectors the installation's own connector folders, if any
     * @throws ConfigurationException without errors when there is no such file, or nothing in it
     */
    public static Result of(
            Path targets, @Nullable Path connectors, UnaryOperator<@Nullable String> environment, Clock clock) {
        Assembly assembly = new Assembly(targets, environment, VendorHttp.Limits.DEFAULT, clock);
        return new StartCheck(new CatalogFiles(connectors, targets).read()).run(assembly, clock);
    }

    private Result run(Assembly assembly, Clock clock) {
        SortedMap<String, Verdict> verdicts = verdicts();
        List<SourceError> errors = new ArrayList<>();
        used.forEach(
                id -> errors.addAll(verdicts.containsKey(id) ? verdicts.get(id).errors() : List.of()));
        try {
            CatalogState state =
                    new Reconciliation(CatalogState.EMPTY, verdicts, assembly, clock.instant()).run(content);
            state.targets().values().forEach(LiveTarget::close);
            // What was good by itself may still not be good with a target's own settings.
            verdicts.forEach((id, verdict) -> {
                CatalogState.ConnectorState found = state.connectors().get(id);
                if (verdict.connector() != null && found != null && found.refusal() != null) {
                    errors.addAll(found.refusal().errors());
                }
            });
            return new Result(errors, state.serving().configuration());
        } catch (ConfigurationException e) {
            if (e.errors().isEmpty()) {
                throw e;
            }
            e.errors().forEach(error -> errors.add(inFile(assembly.path(), error)));
            return new Result(errors, null);
        }
    }

    private SortedMap<String, Verdict> verdicts() {
        SortedMap<String, Verdict> verdicts = new TreeMap<>();
        content.folders().forEach((id, folder) -> verdicts.put(id, verdict(folder)));
        content.unreadable().forEach((id, reason) -> verdicts.put(id, new Verdict("", null, reason.errors())));
        return verdicts;
    }

    /** What ships was proven when it was built; what no target uses says nothing about this file. */
    private Verdict verdict(ConnectorFolder folder) {
        if (used.contains(folder.id()) && !folder.isShipped()) {
            return proofs.of(folder);
        }
        try {
            return new Verdict("", ConnectorReader.read(folder), List.of());
        } catch (SourceException e) {
            return new Verdict("", null, e.errors());
        }
    }

    private static SourceError inFile(Path file, SourceError error) {
        return new SourceError(file.toString(), error.line(), error.column(), error.pointer(), error.problem());
    }

    /**
     * @param errors everything to correct; files with their paths
     * @param targets absent when the file itself cannot be used
     */
    public record Result(List<SourceError> errors, @Nullable Targets targets) {}
}
