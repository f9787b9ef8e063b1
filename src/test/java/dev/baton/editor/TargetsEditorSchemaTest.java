package dev.baton.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.baton.support.ShippedConnectors;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema of {@code targets.yaml} knows the connectors. */
class TargetsEditorSchemaTest {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final JsonNode SCHEMA = TargetsEditorSchema.of(ShippedConnectors.forms());

    private static final String GENESYS =
            """
            targets:
              desk:
                connector: genesys
                settings:
                  domain: my.de
                  integrationId: 11111111-1111-4111-8111-111111111111
                  clientId: c
                  clientSecret: "${SECRET}"
            """;

    @ParameterizedTest
    @EnumSource(names = {"V7", "V201909", "V202012"})
    void a_right_file_fits_in_every_draft_that_an_editor_may_know(VersionFlag draft) throws IOException {
        assertThat(errors(draft, GENESYS)).isEmpty();
        assertThat(errors(
                        draft,
                        GENESYS + "      textLimit: ${LIMIT}\n      queue: q\n      loginUrl: ${file:/run/url}\n"))
                .isEmpty();
        assertThat(errors(draft, GENESYS + "    overridable: [queue, priority]\n"))
                .isEmpty();
        assertThat(errors(draft, "targets: {desk: {connector: logging-only}}")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V7", "V201909", "V202012"})
    void a_wrong_file_does_not(VersionFlag draft) throws IOException {
        refused(draft, GENESYS.replace("genesys", "genesis"), "/targets/desk/connector", "enum");
        refused(draft, GENESYS.replace("domain:", "domian:"), "/targets/desk/settings", "additionalProperties");
        refused(draft, GENESYS.replace("      domain: my.de\n", ""), "/targets/desk/settings", "required");
        refused(draft, "targets: {desk: {connector: genesys}}", "/targets/desk", "required");
        refused(draft, GENESYS.replace("${SECRET}", "hush-hush"), "/targets/desk/settings/clientSecret", "pattern");
        refused(draft, GENESYS.replace("my.de", "MY"), "/targets/desk/settings/domain", "pattern");
        refused(draft, GENESYS + "      textLimit: 1\n", "/targets/desk/settings/textLimit", "minimum");
        refused(draft, GENESYS + "      priority: urgnt\n", "/targets/desk/settings/priority", "enum");
        refused(draft, GENESYS + "    overridable: [clientSecret]\n", "/targets/desk/overridable/0", "enum");
        refused(draft, GENESYS + "    overridable: [domain]\n", "/targets/desk/overridable/0", "enum");
        refused(
                draft,
                "targets: {a: {connector: logging-only, settings: {x: 1}}}",
                "/targets/a/settings",
                "additional");
    }

    @Test
    void what_an_editor_shows_is_said_by_the_connector() {
        JsonNode genesys = SCHEMA.at("/$defs/settings-genesys/properties");

        assertThat(SCHEMA.at("/$defs/target/properties/connector/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        ShippedConnectors.forms().keySet().stream().sorted().toList());
        assertThat(SCHEMA.at("/$defs/target/properties/connector/enumDescriptions")
                        .toString())
                .contains("\"Logging only\"");
        assertThat(genesys.at("/domain/title").asText()).isEqualTo("Region");
        assertThat(genesys.at("/domain/examples/0").asText()).isEqualTo("mypurecloud.de");
        assertThat(genesys.at("/clientSecret/description").asText())
                .isEqualTo("A secret: ${ENV_NAME} or ${file:/absolute/path}.");
        assertThat(genesys.path("apiUrl").has("default")).isFalse();
        assertThat(genesys.at("/apiUrl/description").asText()).isEqualTo("Default: https://api.{{domain}}");
        assertThat(genesys.at("/textLimit/default").asInt()).isEqualTo(4096);
    }

    private static void refused(VersionFlag draft, String targets, String place, String keyword) throws IOException {
        assertThat(errors(draft, targets)).as(targets).anySatisfy(error -> assertThat(error)
                .matches(Pattern.quote(place) + " " + keyword + ".*"));
    }

    private static List<String> errors(VersionFlag draft, String targets) throws IOException {
        return Plain.errors(draft, SCHEMA, YAML.readTree(targets));
    }
}
