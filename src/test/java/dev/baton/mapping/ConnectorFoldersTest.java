package dev.baton.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.handover.HandoverToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The mappings of every connector folder against its examples, without HTTP. */
class ConnectorFoldersTest {

    private static final List<String> COMPANIONS = List.of("availability", "undo", "assign", "tags");

    private static final Path ROOT = Path.of("connectors");
    private static final String ID = "01JD0000000000000000000000";
    private static final String NOW = "2026-01-05T09:30:00Z";

    @ParameterizedTest
    @MethodSource("mappings")
    void every_mapping_compiles_by_itself_or_as_an_import(Path file) {
        String name = file.getFileName().toString();
        Path folder = ROOT.resolve(ROOT.relativize(file).getName(0));
        Path user = isOfEvents(file) || uses(kamelet(folder), name) || uses(companions(folder), name)
                ? file
                : mappings()
                        .filter(other -> other.startsWith(folder) && read(other).contains("import \"" + name + "\""))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("Nobody uses " + file));
        assertThat(compile(user)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_file_starts_by_saying_what_it_promises(Path file) {
        List<String> lines = read(file).lines().toList();
        String comment = file.toString().endsWith(".jslt") ? "// " : "# ";
        assertThat(lines).hasSizeGreaterThan(2).hasSizeLessThanOrEqualTo(150);
        assertThat(lines.get(0)).startsWith(comment);
        assertThat(lines.get(1)).startsWith(comment + "Promises: ");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_connector_stays_small_and_keeps_secrets_out_of_placeholders(Path folder) {
        JsonNode companions = companions(folder);
        assertThat(texts().filter(file -> file.startsWith(folder) && !isOfEvents(file))
                        .filter(file -> COMPANIONS.stream()
                                .noneMatch(word -> file.toString().contains("." + word + ".")))
                        .filter(file -> uses(kamelet(folder), file.getFileName().toString())
                                || !uses(companions, file.getFileName().toString()))
                        .mapToLong(ConnectorFoldersTest::lines)
                        .sum())
                .isLessThanOrEqualTo(150);
        properties(folder).properties().forEach(property -> {
            if (property.getValue().path("format").asText().equals("password")) {
                assertThat(kamelet(folder).toString()).doesNotContain("{{" + property.getKey() + "}}");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_says_a_title_a_handover_its_settings_and_one_outcome(Path file) {
        JsonNode example = yaml(file);
        assertThat(lines(file)).isLessThanOrEqualTo(150);
        assertThat(example.path("title").asText()).isNotBlank();
        assertThat(example.path("handover").path("conversation").path("channel").asText())
                .isIn("text", "voice");
        assertThat(example.has("receipt")).isNotEqualTo(example.has("failure"));
        assertThat(example.properties())
                .extracting(Map.Entry::getKey)
                .isSubsetOf("title", "handover", "settings", "exchange", "receipt", "failure", "events");
        for (String required : texts(kamelet(folder(file)).at("/spec/definition/required"))) {
            assertThat(example.path("settings").has(required)).as(required).isTrue();
        }
        for (JsonNode step : example.path("exchange")) {
            assertThat(step.at("/request/method").asText()).isIn("GET", "POST", "PUT", "PATCH");
            assertThat(step.at("/response/status").isInt())
                    .isNotEqualTo(step.at("/response").has("fault"));
            String host = URI.create(step.at("/request/url").asText()).getHost();
            assertThat(resolve(annotation(folder(file), "hosts"), settings(file))
                            .split(",\\s*"))
                    .as(host)
                    .anyMatch(declared -> host.equals(declared)
                            || declared.startsWith("*.") && host.endsWith(declared.substring(1))
                            || example.path("settings").toString().contains("https://" + host));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_mappings_of_a_connector_give_what_its_example_says(Path file) {
        JsonNode example = yaml(file);
        Path folder = folder(file);
        Deque<JsonNode> exchange = new ArrayDeque<>();
        example.path("exchange").forEach(exchange::add);
        exchange.removeIf(call -> call.at("/request").has("form"));
        JsonNode body = example.path("handover");
        JsonNode kept = NullNode.instance;
        ObjectNode lookups = Mappings.JSON.createObjectNode();
        String path = "";
        for (JsonNode step : kamelet(folder).at("/spec/template/from/steps")) {
            String uri = step.at("/to/uri").asText();
            if (uri.startsWith("lookup:") && isAsked(exchange.peek())) {
                JsonNode response = exchange.remove().path("response");
                lookups.set(uri.substring(7), response.path("body"));
                body = response.path("status").asInt(500) < 300 ? body : MissingNode.getInstance();
            } else if (uri.startsWith("{{")) {
                body = answer(exchange, body, path);
            } else if (uri.startsWith("jslt:") && !body.isMissingNode()) {
                JsonNode result = result(folder.resolve(uri.substring(5)), body, file, kept, lookups);
                switch (step.at("/to/parameters/into").asText("body")) {
                    case "body" -> body = result;
                    case "keep", "created" -> kept = result;
                    case "headers", "hosts" ->
                        assertThat(result.isObject() || result.isNull()).as(uri).isTrue();
                    case "failure" -> body = result.isNull() ? body : MissingNode.getInstance();
                    case "path" -> path = path(result);
                    default ->
                        assertThat(result.isValueNode() || result.isMissingNode())
                                .as(uri)
                                .isTrue();
                }
                body = result.isMissingNode() ? result : body;
            }
        }
        assertThat(exchange).isEmpty();
        boolean failed = body.isMissingNode() || body.path("state").asText().equals("failed");
        assertThat(failed).isEqualTo(example.has("failure"));
        if (example.has("receipt")) {
            assertThat(body).isEqualTo(example.path("receipt"));
        }
    }

    private static boolean isAsked(@Nullable JsonNode call) {
        return call != null && call.at("/request/method").asText().equals("GET");
    }

    /** What the vendor answers to this body in the end; missing when it refuses, or was never asked. */
    private static JsonNode answer(Deque<JsonNode> exchange, JsonNode body, String path) {
        while (!exchange.isEmpty() && !body.isMissingNode()) {
            JsonNode call = exchange.remove();
            assertThat(body).isEqualTo(call.at("/request/body"));
            assertThat(call.at("/request/url").asText()).contains(path);
            if (call.at("/response/status").asInt(500) < 300) {
                JsonNode answer = call.at("/response/body");
                return answer.isMissingNode() ? NullNode.instance : answer;
            }
        }
        return MissingNode.getInstance();
    }

    /** Missing when the mapping refuses the answer and the example says that it fails. */
    private static JsonNode result(Path mapping, JsonNode body, Path example, JsonNode kept, JsonNode lookups) {
        try {
            return compile(mapping).apply(body, variables(example, kept, lookups));
        } catch (MappingException e) {
            assertThat(yaml(example).at("/failure/code").asText())
                    .as(e.getMessage())
                    .isEqualTo("mapping_failed");
            return MissingNode.getInstance();
        }
    }

    private static String path(JsonNode segments) {
        return String.join(
                "/", texts(segments).stream().map(ConnectorFoldersTest::encoded).toList());
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, JsonNode> variables(Path example, JsonNode kept, JsonNode lookups) {
        return Map.of(
                "handover",
                yaml(example).path("handover"),
                "settings",
                settings(example),
                "handoverId",
                new TextNode(ID),
                "handoverToken",
                new TextNode(HandoverToken.OF_A_TRIAL),
                "now",
                new TextNode(NOW),
                "kept",
                kept,
                "lookups",
                lookups);
    }

    /** The settings as a mapping sees them: with defaults, without secrets. */
    private static ObjectNode settings(Path example) {
        ObjectNode settings = Mappings.JSON.createObjectNode();
        settings.setAll((ObjectNode) yaml(example).path("settings"));
        properties(folder(example)).properties().forEach(property -> {
            if (property.getValue().has("default") && !settings.has(property.getKey())) {
                settings.set(property.getKey(), property.getValue().get("default"));
            }
            if (property.getValue().path("format").asText().equals("password")) {
                settings.remove(property.getKey());
            }
        });
        return settings;
    }

    private static String resolve(String template, JsonNode settings) {
        String resolved = template;
        for (Map.Entry<String, JsonNode> setting : settings.properties()) {
            resolved = resolved.replace(
                    "{{" + setting.getKey() + "}}", setting.getValue().asText());
        }
        return resolved;
    }

    private static Mapping compile(Path file) {
        return Mapping.compile(file.getFileName().toString(), read(file), name -> {
            Path imported = file.resolveSibling(name);
            return Files.exists(imported) ? Optional.of(read(imported)) : Optional.empty();
        });
    }

    private static boolean isOfEvents(Path file) {
        return file.toString().endsWith(".events.jslt");
    }

    private static Path folder(Path example) {
        return ROOT.resolve(ROOT.relativize(example).getName(0));
    }

    private static JsonNode kamelet(Path folder) {
        return yaml(folder.resolve(folder.getFileName() + ".kamelet.yaml"));
    }

    /** The Kamelets beside the connector's own. */
    private static JsonNode companions(Path folder) {
        ArrayNode companions = Mappings.JSON.createArrayNode();
        for (String word : COMPANIONS) {
            Path file = folder.resolve(folder.getFileName() + "." + word + ".kamelet.yaml");
            if (Files.exists(file)) {
                companions.add(yaml(file));
            }
        }
        return companions;
    }

    private static boolean uses(JsonNode kamelet, String mapping) {
        return kamelet.toString().contains("\"jslt:" + mapping + "\"");
    }

    private static JsonNode properties(Path folder) {
        return kamelet(folder).at("/spec/definition/properties");
    }

    private static String annotation(Path folder, String name) {
        return kamelet(folder)
                .at("/metadata/annotations")
                .path("baton.dev/" + name)
                .asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode yaml(Path file) {
        String text = read(file)
                .replace("$handoverId", ID)
                .replace("$handoverToken", HandoverToken.OF_A_TRIAL)
                .replace("$now", NOW);
        Object loaded = new Load(LoadSettings.builder()
                        .setLabel(file.toString())
                        .setAllowDuplicateKeys(false)
                        .build())
                .loadFromString(text);
        return Mappings.JSON.valueToTree(loaded);
    }

    private static long lines(Path file) {
        return read(file).lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> folders() {
        return files().filter(file -> file.toString().endsWith(".kamelet.yaml"))
                .map(Path::getParent)
                .distinct();
    }

    static Stream<Path> mappings() {
        return files().filter(file -> file.toString().endsWith(".jslt"));
    }

    /** Those that hand over by HTTP, or nothing. */
    static Stream<Path> examples() {
        return files().filter(file ->
                        file.getNameCount() == 4 && file.getName(2).toString().equals("examples"))
                .filter(file -> !yaml(file).has("operation"))
                .filter(file -> !kamelet(folder(file)).toString().contains("\"uri\":\"sip:"));
    }

    static Stream<Path> texts() {
        return files().filter(file -> file.getNameCount() == 3);
    }

    private static Stream<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
