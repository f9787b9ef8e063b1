package dev.baton.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorReader;
import dev.baton.migration.Migration;
import dev.baton.migration.MigrationProof;
import dev.baton.migration.TargetsText;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a handover that a HALO bot made by itself into a target, and shows that the target's call is the same. */
@Command(
        name = "import",
        description = {
            "Reads the body of an API step with which a HALO bot handed over to CM.com, and writes the target, the step"
                    + " and the message that take its place.",
            "",
            "Without --out they are printed. Nothing is sent: the new call is rehearsed and compared with the old one,"
                    + " field by field. What cannot be carried over is told on standard error."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar handover import legacy.json --out migrated",
            "  java -jar baton.jar handover import legacy.json --messaging-adapter target"
        })
final class HandoverImportCommand extends Tool {

    private static final int LIMIT = 1024 * 1024;

    @Parameters(
            paramLabel = "<file>",
            description = "The step's body as JSON, or the request as {\"url\", \"headers\", \"body\"}; - for standard"
                    + " input.")
    private String file = "";

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description =
                    "Where to write targets.yaml, handover.json and handover.template.json; nothing is overwritten.")
    private @Nullable String folder;

    @Option(
            names = "--messaging-adapter",
            paramLabel = "<end>",
            description = "Which end of the link that the old step cuts is the customer's channel: source or target"
                    + " (default: what the body tells, else source).")
    private @Nullable End messaging;

    @Mixin
    private Format format = new Format();

    HandoverImportCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() throws IOException {
        Migration migration;
        try {
            migration = Migration.of(name(), bytes(), messaging == null ? null : messaging.toString());
        } catch (SourceException e) {
            list(err(), e.errors());
            err().println("Nothing was imported.");
            return WRONG;
        }
        Connector connector = ConnectorReader.read(new ConnectorFolders(this).one(migration.connector()));
        Map<String, String> files = files(migration);
        MigrationProof proof =
                MigrationProof.of(migration, String.valueOf(files.get("targets.yaml")), connector, around.clock());
        List<Path> written = folder == null ? List.of() : write(path(folder), files);
        migration.lost().forEach(lost -> err().println(shown(lost)));
        ImportReport report = new ImportReport(
                migration, proof, files, written.stream().map(around::shown).toList());
        if (format.isJson()) {
            json(report.json());
        } else {
            report.print(out());
        }
        return proof.holds() && migration.lost().isEmpty() ? GOOD : WRONG;
    }

    private String name() {
        return file.equals("-") ? "stdin" : around.shown(path(file));
    }

    private byte[] bytes() throws IOException {
        byte[] bytes;
        if (file.equals("-")) {
            bytes = around.input().readNBytes(LIMIT + 1);
        } else {
            try (InputStream input = Files.newInputStream(existingFile(file))) {
                bytes = input.readNBytes(LIMIT + 1);
            }
        }
        if (bytes.length > LIMIT) {
            throw new SourceException(
                    List.of(SourceError.ofFile(name(), "found more than 1 MiB, expected the body of one API step")));
        }
        return bytes;
    }

    private static Map<String, String> files(Migration migration) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("targets.yaml", TargetsText.of(migration));
        files.put("handover.json", text(migration.sample()));
        files.put("handover.template.json", text(migration.template()));
        return files;
    }

    private static String text(ObjectNode json) {
        return json.toPrettyString() + "\n";
    }

    private List<Path> write(Path out, Map<String, String> files) throws IOException {
        List<Path> paths = files.keySet().stream().map(out::resolve).toList();
        for (Path path : paths) {
            if (Files.exists(path)) {
                throw usage(
                        "There is " + around.shown(path) + " already, and nothing is overwritten: give another --out.");
            }
        }
        Files.createDirectories(out);
        for (Path path : paths) {
            Files.writeString(path, String.valueOf(files.get(String.valueOf(path.getFileName()))));
        }
        return paths;
    }

    /** As users write it. */
    enum End {
        SOURCE,
        TARGET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
