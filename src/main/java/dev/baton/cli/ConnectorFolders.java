package dev.baton.cli;

import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.ConnectorReader;
import dev.baton.schema.Nearest;
import dev.baton.source.SourceException;
import dev.baton.target.ConnectorForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the connectors that a command line names. */
final class ConnectorFolders {

    private static final String KAMELET = ".kamelet.yaml";

    private final Tool tool;

    ConnectorFolders(Tool tool) {
        this.tool = tool;
    }

    /** The folder itself, or each connector in it when it is a folder of connectors. */
    List<Path> in(String given) {
        Path folder = tool.path(given);
        if (!Files.isDirectory(folder)) {
            throw tool.usage("There is no folder " + tool.around.shown(folder) + ".");
        }
        if (has(folder, KAMELET) || has(folder, ".jslt")) {
            return List.of(folder);
        }
        List<Path> children = List.copyOf(ConnectorFolder.in(folder).values());
        if (children.isEmpty()) {
            throw tool.usage("There is no connector in " + tool.around.shown(folder)
                    + ": expected a folder with a file <name of the folder>" + KAMELET
                    + ", or a folder of such folders.");
        }
        return children;
    }

    /** A folder, or a connector that ships in the jar by its id. */
    ConnectorFolder one(String given) {
        Path folder = tool.path(given);
        if (Files.isDirectory(folder)) {
            return ConnectorFolder.read(folder);
        }
        SortedMap<String, ConnectorFolder> shipped = ConnectorFolder.shipped();
        ConnectorFolder found = shipped.get(given);
        if (found == null) {
            String nearest = Nearest.to(given, shipped.keySet());
            throw tool.usage(
                    "There is no folder " + tool.around.shown(folder) + ", and no connector of that name ships: "
                            + String.join(", ", shipped.keySet())
                            + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
        }
        return found;
    }

    /** The settings of every connector that ships or is in the folder; what cannot be read is told and left out. */
    Map<String, ConnectorForm> forms(@Nullable String own) {
        Map<String, ConnectorForm> forms = new TreeMap<>();
        ConnectorFolder.shipped().forEach((id, folder) -> add(folder, forms));
        Path folder = tool.path(own == null ? "connectors" : own);
        if (own != null && !Files.isDirectory(folder)) {
            throw tool.usage("There is no folder " + tool.around.shown(folder) + ".");
        }
        for (Path child : ConnectorFolder.in(folder).values()) {
            try {
                add(ConnectorFolder.read(child), forms);
            } catch (SourceException e) {
                tool.list(tool.err(), e.errors());
            }
        }
        return forms;
    }

    private static void add(ConnectorFolder folder, Map<String, ConnectorForm> forms) {
        forms.put(folder.id(), ConnectorReader.read(folder).form());
    }

    private static boolean has(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(suffix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
