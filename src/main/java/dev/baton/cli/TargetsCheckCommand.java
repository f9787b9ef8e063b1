package dev.baton.cli;

import dev.baton.catalog.StartCheck;
import dev.baton.target.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says everything that a gateway would say of its targets at its start. */
@Command(
        name = "check",
        description =
                "Says everything that a gateway would say of this file at its start, the connectors in use and the"
                        + " environment variables it names among it.",
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar targets check",
            "  java -jar baton.jar targets check /etc/baton/targets.yaml --connectors /etc/baton/connectors"
        })
final class TargetsCheckCommand extends Tool {

    @Parameters(
            arity = "0..1",
            paramLabel = "<file>",
            defaultValue = "targets.yaml",
            description = "The file with targets and steps (default: ${DEFAULT-VALUE}).")
    private String file = "";

    @Option(
            names = "--connectors",
            paramLabel = "<folder>",
            description = "The installation's own connectors (default: connectors beside the jar, if there).")
    private @Nullable String connectors;

    TargetsCheckCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        Path path = existingFile(file);
        StartCheck.Result result = StartCheck.of(path, folder(), around.environment(), around.clock());
        list(out(), result.errors());
        Targets targets = result.targets();
        if (!result.errors().isEmpty() || targets == null) {
            out().println(around.shown(path) + ": " + count(result.errors().size(), "thing", "things") + " to correct");
            return WRONG;
        }
        out().println(around.shown(path) + ": good; targets " + String.join(", ", targets.names()) + "; steps "
                + String.join(", ", targets.steps().keySet()));
        return GOOD;
    }

    private @Nullable Path folder() {
        if (connectors == null) {
            return around.ownConnectors();
        }
        Path folder = path(connectors);
        if (!Files.isDirectory(folder)) {
            throw usage("There is no folder " + around.shown(folder) + ".");
        }
        return folder;
    }
}
