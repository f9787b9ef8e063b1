package dev.baton.connector;

import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a folder's examples; what is wrong with one does not hide what is wrong with the others. */
final class ExampleFiles {

    private ExampleFiles() {}

    /** Those that are YAML, by name. */
    static Map<String, SourceYaml> parse(ConnectorFolder folder, List<SourceError> errors) {
        Map<String, SourceYaml> parsed = new TreeMap<>();
        folder.files().forEach((name, text) -> {
            if (name.startsWith(ConnectorFolder.EXAMPLES)) {
                collecting(errors, () -> parsed.put(name, SourceYaml.parse(name, text)));
            }
        });
        return parsed;
    }

    static List<Example> read(Map<String, SourceYaml> parsed, List<SourceError> errors) {
        List<Example> examples = new ArrayList<>();
        parsed.forEach((name, yaml) -> collecting(errors, () -> examples.add(ExampleReader.read(name, yaml))));
        return List.copyOf(examples);
    }

    private static void collecting(List<SourceError> errors, Runnable reading) {
        try {
            reading.run();
        } catch (SourceException e) {
            errors.addAll(e.errors());
        }
    }
}
