package dev.baton.catalog;

import dev.baton.proof.Trial;
import dev.baton.source.SourceError;
import dev.baton.target.ConfigurationException;
import dev.baton.target.Targets;
import dev.baton.vendor.VendorHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a gateway would say of its files if it started with them now. Nothing is left running. */
public final class StartCheck {

    private final CatalogFiles.Content content;

    private StartCheck(CatalogFiles.Content content) {
        this.content = content;
    }

    /**
     * @param targets the file with targets and steps
     * @param connectors the installation's own connector folders, if any
     * @throws ConfigurationException without errors when there is no such file, or nothing in it
     */
    public static Result of(
            Path targets, @Nullable Path connectors, UnaryOperator<@Nullable String> environment, Clock clock) {
        Assembly assembly =
                new Assembly(
                        targets,
                        environment,
                        VendorHttp.Limits.DEFAULT,
                        clock,
                        new SimpleMeterRegistry(),
                        Trial.sip());
        return new StartCheck(new CatalogFiles(connectors, targets).read()).run(assembly, clock);
    }

    private Result run(Assembly assembly, Clock clock) {
        SortedMap<String, Verdict> verdicts = new Proofs().of(content);
        List<SourceError> errors = new ArrayList<>();
        content.used()
                .forEach(id -> errors.addAll(
                        verdicts.containsKey(id) ? verdicts.get(id).errors() : List.of()));
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

    private static SourceError inFile(Path file, SourceError error) {
        return new SourceError(file.toString(), error.line(), error.column(), error.pointer(), error.problem());
    }

    /**
     * @param errors everything to correct; files with their paths
     * @param targets absent when the file itself cannot be used
     */
    public record Result(List<SourceError> errors, @Nullable Targets targets) {}
}
