package dev.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverSchema;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemType;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import dev.baton.schema.Violation;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handover message from a file, checked as the gateway's door checks it.
 *
 * @param name as the user gave it
 * @param message absent when there is a problem
 * @param problem what the door would answer; absent when the message is good
 * @param errors the same, each with its place in the file
 */
record HandoverFile(
        String name, String text, @Nullable ObjectNode message, @Nullable Problem problem, List<SourceError> errors) {

    /** The door takes no more either. */
    private static final int LIMIT = 1024 * 1024;

    /** @param given the path, or {@code -} for what is piped in */
    static HandoverFile read(Tool tool, String given) throws IOException {
        if (given.equals("-")) {
            return of("stdin", tool.around.input().readNBytes(LIMIT + 1));
        }
        try (InputStream file = Files.newInputStream(tool.existingFile(given))) {
            return of(tool.around.shown(tool.path(given)), file.readNBytes(LIMIT + 1));
        }
    }

    private static HandoverFile of(String name, byte[] bytes) {
        if (bytes.length > LIMIT) {
            String detail = "found a message of more than 1 MiB, expected at most 1,048,576 bytes";
            return refused(name, Problem.of(ProblemType.TOO_LARGE, detail), SourceError.ofFile(name, detail));
        }
        try {
            JsonNode message = StrictJson.parse(bytes);
            HandoverFile file =
                    new HandoverFile(name, new String(bytes, StandardCharsets.UTF_8), null, null, List.of());
            List<Violation> violations = HandoverSchema.check(message);
            return violations.isEmpty()
                    ? new HandoverFile(name, file.text(), (ObjectNode) message, null, List.of())
                    : file.refused(violations);
        } catch (UnreadableJson e) {
            String detail = "line " + e.line() + ", column " + e.column() + ": " + e.getMessage();
            return refused(
                    name,
                    Problem.of(ProblemType.MALFORMED_JSON, detail),
                    new SourceError(name, e.line(), e.column(), "", String.valueOf(e.getMessage())));
        }
    }

    /** The same message, refused for these reasons. */
    HandoverFile refused(List<Violation> violations) {
        return new HandoverFile(
                name, text, null, Problem.invalid(ProblemType.INVALID_HANDOVER, violations), places(violations));
    }

    private static HandoverFile refused(String name, Problem problem, SourceError error) {
        return new HandoverFile(name, "", null, problem, List.of(error));
    }

    /** JSON is YAML, nearly always: then the places are known. */
    private List<SourceError> places(List<Violation> violations) {
        try {
            return SourceYaml.parse(name, text).errors(violations);
        } catch (SourceException e) {
            return violations.stream()
                    .map(violation -> new SourceError(name, 0, 0, violation.pointer(), SourceError.describe(violation)))
                    .toList();
        }
    }
}
