package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A bot's own handover becomes a target, and is proven to stay what it was.
 *
 * <p>Behaviours 19, 40, 44, 45, 46.
 */
class HandoverImportTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path folder;
    private final Terminal terminal;

    HandoverImportTest(@TempDir Path folder) {
        this.folder = folder;
        this.terminal = new Terminal(folder);
    }

    record Row(JsonNode row) {

        String text(String name) {
            return row.path(name).asText();
        }

        List<String> texts(String name) {
            List<String> texts = new ArrayList<>();
            row.path(name).forEach(text -> texts.add(text.asText()));
            return texts;
        }

        @Override
        public String toString() {
            return text("name");
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream file = HandoverImportTest.class.getResourceAsStream("/migration/legacy-bodies.yaml")) {
            return StreamSupport.stream(YAML.readTree(file).spliterator(), false).map(Row::new).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_body_becomes_a_target_or_is_refused_with_its_place(Row row) throws Exception {
        terminal.write("legacy.json", row.text("legacy"));

        int exit = run(row.text("options") + " --format json");

        assertThat(exit)
                .as(terminal.out() + terminal.err())
                .isEqualTo(row.row().path("exit").asInt());
        assertThat(terminal.out() + terminal.err()).doesNotContain("hunter");
        assertThat(row.texts("errors"))
                .allSatisfy(error -> assertThat(terminal.err()).contains(error));
        if (row.row().has("connector")) {
            JsonNode report = terminal.json();
            assertThat(report.path("connector").asText()).isEqualTo(row.text("connector"));
            assertThat(lost(report)).isEqualTo(row.texts("lost"));
            assertThat(terminal.err().lines().count())
                    .isEqualTo(row.texts("lost").size());
            contents(row, report);
        } else {
            assertThat(terminal.out()).isEmpty();
        }
    }

    private static void contents(Row row, JsonNode report) throws IOException {
        JsonNode targets = YAML.readTree(report.at("/files/targets.yaml").asText());
        if (row.row().has("settings")) {
            assertThat(targets.at("/targets/msc/settings")).isEqualTo(row.row().path("settings"));
        }
        if (row.row().has("template")) {
            assertThat(YAML.readTree(report.at("/files/handover.template.json").asText()))
                    .isEqualTo(row.row().path("template"));
        }
        if (row.row().has("results")) {
            Map<String, Integer> results = new TreeMap<>();
            report.path("fields")
                    .forEach(field -> results.merge(field.path("result").asText(), 1, Integer::sum));
            Map<String, Integer> expected = new TreeMap<>();
            row.row()
                    .path("results")
                    .properties()
                    .forEach(entry ->
                            expected.put(entry.getKey(), entry.getValue().asInt()));
            assertThat(results).as(report.path("fields").toPrettyString()).isEqualTo(expected);
        }
    }

    @Test
    void what_is_written_is_what_a_gateway_takes() throws Exception {
        terminal.write("legacy.json", guide());

        assertThat(run("--out migrated")).isZero();

        assertThat(terminal.out()).startsWith("Written: migrated/targets.yaml, migrated/handover.json, ");
        terminal.with("CM_ACCOUNT_ID", "7d0c0d5e-0000-4000-8000-0000000000aa").with("CM_TOKEN", "t");
        assertThat(terminal.run("targets", "check", "migrated/targets.yaml"))
                .as(terminal.out())
                .isZero();
        assertThat(terminal.run("handover", "check", "migrated/handover.json")).isZero();
        assertThat(terminal.run(
                        "connector",
                        "try",
                        "msc-text",
                        "--handover",
                        "migrated/handover.json",
                        "--settings",
                        "migrated/targets.yaml",
                        "--target",
                        "msc"))
                .isZero();
        assertThat(terminal.out()).contains("/accounts/7d0c0d5e-0000-4000-8000-0000000000aa/chats/c-1/routing");
    }

    @Test
    void nothing_is_overwritten() throws Exception {
        terminal.write("legacy.json", guide());
        terminal.write("migrated/handover.json", "mine");

        assertThat(run("--out migrated")).isEqualTo(2);

        assertThat(terminal.err()).startsWith("There is migrated/handover.json already, and nothing is overwritten");
        assertThat(Files.readString(folder.resolve("migrated/handover.json"))).isEqualTo("mine");
        assertThat(folder.resolve("migrated/targets.yaml")).doesNotExist();
    }

    @Test
    void without_a_folder_all_is_printed_and_the_choice_of_the_adapter_is_explained() throws Exception {
        terminal.pipe(guide());

        assertThat(terminal.run("handover", "import", "-")).isZero();

        assertThat(terminal.out())
                .startsWith("==> targets.yaml <==\ntargets:\n  msc:\n    connector: msc-text\n")
                .contains("==> handover.json <==\n{", "==> handover.template.json <==\n{")
                .contains("The messaging adapter is the sourceAdapterId of the link that is cut: ")
                .contains("The other way: --messaging-adapter target")
                .containsPattern("/Context/CustomerInfo#/email  +/Context/CustomerInfo#/email  +same\n")
                .contains("11 fields compared, the new call does what the old one did.\n")
                .endsWith("remove its API step and the output step behind it: the handover comes last.\n");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void a_choice_against_what_the_body_tells_is_told() throws Exception {
        JsonNode marketplace = row("a marketplace product, with links that tell which adapter is which");
        terminal.write("legacy.json", marketplace.path("legacy").asText());

        run("");
        assertThat(terminal.out()).contains("the links that are switched on name it too.");
        run("--messaging-adapter target");
        assertThat(terminal.out()).contains("--messaging-adapter says so, although the links");
    }

    @Test
    void a_command_line_that_makes_no_sense_is_refused() throws Exception {
        terminal.write("legacy.json", guide());

        assertThat(run("--messaging-adapter sorce")).isEqualTo(2);
        assertThat(terminal.err()).contains("expected one of source, target, found 'sorce'; did you mean 'source'?");
        assertThat(terminal.run("handover", "import", "nowhere.json")).isEqualTo(2);
        assertThat(terminal.err()).startsWith("There is no file nowhere.json.");
        terminal.write("legacy.json", " ".repeat(1024 * 1024 + 1));
        assertThat(run("")).isEqualTo(1);
        assertThat(terminal.err()).startsWith("legacy.json: found more than 1 MiB");
    }

    private static JsonNode row(String name) throws IOException {
        return rows().filter(row -> row.toString().equals(name))
                .findFirst()
                .orElseThrow()
                .row();
    }

    private static String guide() throws IOException {
        return row("the body of CM.com's guide").path("legacy").asText();
    }

    private static List<String> lost(JsonNode report) {
        List<String> pointers = new ArrayList<>();
        report.path("lost").forEach(lost -> pointers.add(lost.path("pointer").asText()));
        return pointers;
    }

    private int run(String options) {
        return terminal.run(("handover import legacy.json " + options).strip().split(" +"));
    }
}
