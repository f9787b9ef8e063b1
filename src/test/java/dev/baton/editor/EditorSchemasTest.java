package dev.baton.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.support.ShippedConnectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor says of the files, with a validator that has none of our own extensions. */
class EditorSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final EditorSchemas EDITOR = new EditorSchemas(() -> ShippedConnectors.forms());

    static Stream<Path> kamelets() {
        return files(".kamelet.yaml");
    }

    static Stream<Path> examples() {
        return files(".yaml").filter(file -> file.toString().contains("/examples/"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void every_kamelet_fits(Path file) throws IOException {
        assertThat(Plain.errors(published("kamelet"), YAML.readTree(file.toFile())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_fits(Path file) throws IOException {
        assertThat(Plain.errors(published("example"), YAML.readTree(file.toFile())))
                .isEmpty();
    }

    @Test
    void the_targets_of_the_readme_fit() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String targets = Stream.of(readme.split("```yaml\n"))
                .filter(block -> block.startsWith("targets:"))
                .map(block -> block.substring(0, block.indexOf("```")))
                .findFirst()
                .orElseThrow();

        assertThat(Plain.errors(published("targets"), YAML.readTree(targets))).isEmpty();
        assertThat(Plain.errors(generated(), YAML.readTree(targets))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets", "example", "kamelet"})
    void the_published_schemas_are_schemas(String name) throws IOException {
        assertThat(Plain.metaErrors(published(name))).isEmpty();
    }

    @Test
    void the_generated_schema_is_one_and_refers_to_itself_only() throws IOException {
        assertThat(Plain.metaErrors(generated())).isEmpty();
        assertThat(generated().findValuesAsText("$ref")).isNotEmpty().allMatch(ref -> ref.startsWith("#/$defs/"));
    }

    @Test
    void the_settings_of_visual_studio_code_name_schemas_that_are_there() throws IOException {
        JsonNode mapping =
                JSON.readTree(Path.of(".vscode/settings.json").toFile()).path("yaml.schemas");

        assertThat(mapping.properties()).hasSize(3).allSatisfy(entry -> assertThat(Path.of(entry.getKey()))
                .isRegularFile());
    }

    private static JsonNode published(String name) throws IOException {
        return JSON.readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
    }

    private static JsonNode generated() throws IOException {
        return JSON.readTree(EDITOR.targets());
    }

    private static Stream<Path> files(String suffix) {
        try (Stream<Path> files = Files.walk(Path.of("connectors"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
