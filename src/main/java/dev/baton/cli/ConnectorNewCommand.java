package dev.baton.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a connector to begin with: one call, one receipt, one failure, and it holds. */
@Command(
        name = "new",
        description = "Writes the folder of a new connector, which holds by its own examples. Nothing is overwritten.",
        footer = {
            "",
            "Examples:",
            "  java -jar baton.jar connector new my-desk",
            "  java -jar baton.jar connector new my-desk --dir /etc/baton/connectors"
        })
final class ConnectorNewCommand extends Tool {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 63;
    /** Kamelet endpoints that Camel has given a meaning. */
    private static final Set<String> TAKEN = Set.of("source", "sink");

    private static final String KAMELET = "connector.kamelet.yaml";
    private static final List<String> FILES = List.of(KAMELET, "open.jslt", "receipt.jslt", "examples/minimal.yaml");

    @Parameters(paramLabel = "<id>", description = "Name of connector and folder: a-z, 0-9 and - between them.")
    private String id = "";

    @Option(
            names = "--dir",
            paramLabel = "<folder>",
            defaultValue = "connectors",
            description = "Where to make the folder (default: ${DEFAULT-VALUE}).")
    private String directory = "";

    ConnectorNewCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() throws IOException {
        if (!ID.matcher(id).matches() || id.length() > LONGEST || TAKEN.contains(id)) {
            throw usage("Found '" + id + "', expected an id of a-z and 0-9, with - between them, at most " + LONGEST
                    + " characters, not source or sink.");
        }
        Path folder = path(directory).resolve(id);
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw usage("There is something in " + around.shown(folder) + " already; nothing was written.");
        }
        for (String file : FILES) {
            Path path = folder.resolve(file.equals(KAMELET) ? id + ".kamelet.yaml" : file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, template(file).replace("my-desk", id));
        }
        sayWhatIsNext(around.shown(folder));
        return GOOD;
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private static String template(String file) throws IOException {
        try (InputStream resource = ConnectorNewCommand.class.getResourceAsStream("new/" + file)) {
            if (resource == null) {
                throw new FileNotFoundException(file);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void sayWhatIsNext(String folder) {
        PrintWriter out = out();
        out.println("The connector " + id + " is in " + folder + ", and its examples hold.");
        if (getClass().getResource("/connectors/" + id + "/" + id + ".kamelet.yaml") != null) {
            out.println("It takes the place of the connector " + id + " that ships in the jar.");
        }
        out.println();
        out.println("Next:");
        out.println("  1. Write the vendor's real calls and answers into " + folder + "/examples/minimal.yaml.");
        out.println("  2. Change " + id + ".kamelet.yaml, open.jslt and receipt.jslt until this says that it is good:");
        out.println("     java -jar baton.jar connector check " + folder);
        out.println("  3. See the calls for a handover of your own:");
        out.println("     java -jar baton.jar connector try " + folder + " --handover handover.json");
    }
}
