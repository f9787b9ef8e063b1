package dev.baton.cli;

import dev.baton.editor.TargetsEditorSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the schemas by which editors check and complete files. */
@Command(
        name = "schema",
        description = "Prints a JSON Schema for your editor.",
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar schema targets --connectors connectors > targets.schema.json",
            "  java -jar baton.jar schema handover"
        })
final class SchemaCommand extends Tool {

    @Option(
            names = "--connectors",
            paramLabel = "<folder>",
            description = "Your own connectors, for the targets; default: connectors, if there.")
    private @Nullable String connectors;

    @Parameters(paramLabel = "<of>", description = "What it describes: ${COMPLETION-CANDIDATES}.")
    private Described described = Described.TARGETS;

    SchemaCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() throws IOException {
        if (described == Described.TARGETS) {
            out().println(TargetsEditorSchema.of(new ConnectorFolders(this).forms(connectors))
                    .toPrettyString());
            return GOOD;
        }
        String name = described + ".schema.json";
        try (InputStream resource = resource(name)) {
            if (resource == null) {
                throw usage("This version of Baton has no schema of " + described + ".");
            }
            out().print(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
        return GOOD;
    }

    private static @Nullable InputStream resource(String name) {
        return Stream.of("/schemas/" + name, "/" + name)
                .map(SchemaCommand.class::getResourceAsStream)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The files that have a schema. */
    enum Described {
        TARGETS,
        EXAMPLE,
        KAMELET,
        HANDOVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
