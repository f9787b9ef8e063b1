package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.action.ActionProperties;
import dev.baton.handover.Action;
import dev.baton.handover.ActionType;
import dev.baton.handover.HandoverSchema;
import dev.baton.schema.SchemaCheck;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.ShippedConnectors;
import dev.baton.target.Step;
import dev.baton.target.TargetsFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/actions.md says is so. */
class ActionsPageTest {

    private static final ObjectMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Markdown page;

    @BeforeEach
    void read() throws Exception {
        page = Markdown.read("docs/actions.md");
    }

    @Test
    void its_targets_are_good() throws Exception {
        Path file = Files.writeString(
                folder.resolve("targets.yaml"), page.blocks("yaml").get(0));

        Step step = Objects.requireNonNull(TargetsFile.load(
                        file, ShippedConnectors.forms(), Map.of("CHATWOOT_TOKEN", "t", "SALESFORCE_SECRET", "s")::get)
                .steps()
                .get("support"));

        assertThat(Objects.requireNonNull(step.actions()).list())
                .extracting(Action::type)
                .containsExactly(ActionType.PAUSE_BOT, ActionType.ADD_TAGS, ActionType.CREATE_TASK, ActionType.NOTIFY);
        assertThat(step.actions().tasks()).containsExactly("cases");
    }

    @Test
    void its_closing_words_come_in_the_conversation_s_language() throws Exception {
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(folder, page.blocks("yaml").get(1))) {
            String body = Messages.with("\"step\": \"support\", \"customer\": {\"name\": \"Ann\", \"locale\": \"nl\"}");

            assertThat(GatewayUnderTest.json(gateway.post(body))
                            .at("/message/closing")
                            .asText())
                    .isEqualTo("Bedankt, Ann!");
        }
    }

    @Test
    void its_message_is_valid_and_its_receipt_is_as_described() throws Exception {
        JsonNode api = new YAMLMapper()
                .readTree(Files.readString(Path.of("src/main/resources/openapi.yaml")))
                .at("/components/schemas/Actions");

        assertThat(HandoverSchema.check(JSON.readTree(page.blocks("json").get(0))))
                .isEmpty();
        assertThat(SchemaCheck.of(api)
                        .check(JSON.readTree(page.blocks("json").get(1)).path("actions")))
                .isEmpty();
    }

    @Test
    void every_type_and_every_default_is_there() {
        for (ActionType type : ActionType.values()) {
            assertThat(page.text()).contains("| `" + type.wireName() + "` |");
        }
        Action plain = Action.in(
                        JSON.createArrayNode().add(JSON.createObjectNode().put("type", "createTask")))
                .get(0);
        assertThat(page.text())
                .contains(
                        "(`" + plain.description() + "`)",
                        "(`" + Action.CLOSING + "`",
                        "(`" + plain.tags().get(0) + "`)",
                        "(`PT30M`)",
                        "(`PT24H`)");
    }

    @Test
    void every_setting_is_in_the_table_of_settings() throws Exception {
        String settings = Markdown.read("docs/configuration.md").text();

        assertThat(SettingNames.of(ActionProperties.class, "baton.actions"))
                .allSatisfy(name -> assertThat(settings).contains("| `" + name + "` |"));
    }

    @Test
    void its_settings_are_those_of_a_gateway() throws Exception {
        Properties settings = new Properties();
        settings.load(new StringReader(page.blocks("properties").get(0)));
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "="
                + value.toString()
                        .replaceAll("\\$\\{(SLACK|TEAMS)_WEBHOOK}", "https://hooks.example.com/x")
                        .replace("${SMTP_PASSWORD}", "p")));

        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder, "{default: log, steps: {log: {text: log}}}", arguments.toArray(String[]::new))) {
            ActionProperties bound = gateway.bean(ActionProperties.class);
            assertThat(bound.mail().to()).containsExactly("support-team@example.org");
            assertThat(bound.mail().domains()).containsExactly("example.org");
            assertThat(bound.webhooks()).containsOnlyKeys("support", "sales");
            assertThat(bound.webhooks().get("sales").style()).isEqualTo(ActionProperties.Style.TEAMS);
        }
    }

    @Test
    void its_links_lead_somewhere() {
        assertThat(page.links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }
}
