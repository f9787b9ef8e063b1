package dev.baton.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorFolder;
import dev.baton.proof.ConnectorProof;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the proof of one connector came to.
 *
 * @param version the beginning of the folder's fingerprint; absent when it could not be read
 * @param examples how many were executed; 0 when there are errors
 */
record Checkup(String id, Path folder, @Nullable String version, int examples, List<SourceError> errors) {

    static Checkup of(Path path) {
        String id = String.valueOf(path.getFileName());
        ConnectorFolder folder;
        try {
            folder = ConnectorFolder.read(path);
        } catch (SourceException e) {
            return new Checkup(id, path, null, 0, e.errors());
        }
        String version = folder.fingerprint().substring(0, 8);
        try {
            Connector connector = ConnectorProof.of(folder);
            return new Checkup(id, path, version, connector.examples().size(), List.of());
        } catch (SourceException e) {
            return new Checkup(id, path, version, 0, e.errors());
        } catch (RuntimeException e) {
            SourceError error = SourceError.ofFile(path.toString(), "cannot be proven: " + e.getMessage());
            return new Checkup(id, path, version, 0, List.of(error));
        }
    }

    boolean isGood() {
        return errors.isEmpty();
    }

    String summary() {
        return isGood()
                ? id + ": good, " + Tool.count(examples, "example", "examples") + " executed, version " + version
                : id + ": " + Tool.count(errors.size(), "thing", "things") + " to correct";
    }

    ObjectNode json(Tool tool) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("folder", tool.around.shown(folder)).put("ok", isGood());
        json.put("version", version).put("examples", examples);
        errors.forEach(error -> json.withArray("errors").add(json(tool.shown(error))));
        json.withArray("errors");
        return json;
    }

    /** Line and column are 0 when the error is about the file as a whole. */
    static ObjectNode json(SourceError error) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", error.file())
                .put("line", error.line())
                .put("column", error.column())
                .put("pointer", error.pointer())
                .put("problem", error.problem());
    }
}
