package dev.baton.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a vendor documents of the calls that a connector makes: {@code vendors/<connector>/<call>.schema.json}, a JSON
 * Schema of the body. Its {@code title} is method, path and query, such as {@code POST /cases/*?x=1}, where {@code *} is
 * an encoded segment; {@code maxBytes}, where it is there, is the most that the body may have; {@code inside} has the
 * schema of each JSON inside a text, by its pointer.
 */
final class VendorContract {

    private static final Path FOLDER = Path.of("src/test/resources/vendors");

    private final String connector;
    private final List<Call> calls;

    private VendorContract(String connector, List<Call> calls) {
        this.connector = connector;
        this.calls = calls;
    }

    static VendorContract of(String connector) {
        Path folder = FOLDER.resolve(connector);
        if (!Files.isDirectory(folder)) {
            throw new AssertionError(connector + " has no schema yet: write " + folder
                    + "/<call>.schema.json for each of its calls, as those of the other connectors are");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new VendorContract(connector, files.sorted().map(Call::read).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is wrong with the call; nothing when the vendor takes it. */
    List<String> wrong(RecordedCall sent) {
        URI uri = URI.create(sent.url());
        String line =
                sent.method() + " " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        List<Call> meant = calls.stream()
                .filter(call -> call.line().matcher(line).matches())
                .toList();
        if (meant.size() != 1) {
            return List.of("found " + meant.size() + " schemas of " + connector + " for " + line + ", expected one of "
                    + calls.stream().map(Call::file).collect(Collectors.joining(", ")));
        }
        return meant.get(0).wrong(sent).stream().map(line::concat).toList();
    }

    /** One documented call. */
    private record Call(String file, JsonNode schema, Pattern line, SchemaCheck body) {

        static Call read(Path file) {
            try {
                JsonNode schema = StrictJson.parse(Files.readAllBytes(file));
                String line = Pattern.quote(schema.path("title").asText()).replace("*", "\\E[A-Za-z0-9._~%-]+\\Q");
                return new Call(String.valueOf(file), schema, Pattern.compile(line), SchemaCheck.of(schema));
            } catch (UnreadableJson e) {
                throw new AssertionError(file + ": " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> wrong(RecordedCall sent) {
            byte[] bytes = sent.body().getBytes(UTF_8);
            int maxBytes = schema.path("maxBytes").asInt(Integer.MAX_VALUE);
            List<String> wrong = new ArrayList<>();
            if (bytes.length > maxBytes) {
                wrong.add(": " + bytes.length + " bytes, expected at most " + maxBytes);
            }
            try {
                JsonNode read =
                        sent.isForm() ? sent.form() : bytes.length == 0 ? NullNode.instance : StrictJson.parse(bytes);
                check(body, read, "", wrong);
                for (var inside : schema.path("inside").properties()) {
                    JsonNode text = read.at(inside.getKey());
                    if (text.isTextual()) {
                        JsonNode json = StrictJson.parse(text.asText().getBytes(UTF_8));
                        check(SchemaCheck.of(inside.getValue()), json, inside.getKey(), wrong);
                    }
                }
            } catch (UnreadableJson e) {
                wrong.add(": " + e.getMessage());
            }
            return wrong;
        }

        private static void check(SchemaCheck schema, JsonNode value, String at, List<String> wrong) {
            schema.check(value)
                    .forEach(violation -> wrong.add(at + violation.pointer() + ": found " + violation.found()
                            + ", expected " + violation.expected()));
        }
    }
}
