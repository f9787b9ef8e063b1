package dev.baton.docs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.baton.support.BatonProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who types the guide of connectors/README.md into an empty folder with the real jar sees what it says. */
class ConnectorGuideIT {

    private static final Pattern MISTAKE = Pattern.compile("`(open\\.jslt:[^`…]+)…`");
    private static final Pattern CURL = Pattern.compile("\\bcurl .*");
    private static final String CHECK = "java -jar baton.jar connector check connectors/chatwoot";
    private static final String CONTACTS = "/public/api/v1/inboxes/your-inbox-identifier/contacts";
    private static final String CONVERSATIONS = "/api/v1/accounts/1/conversations";
    private static final String SECRET = "your-token";
    /** JSON is YAML too. */
    private static final ObjectMapper JSON = new YAMLMapper();

    private final WireMockServer desk =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private final Path folder;
    private final String[] chapters;
    private final GuideReader reader;

    ConnectorGuideIT(@TempDir Path folder, @TempDir Path outputs) throws IOException {
        this.folder = folder;
        Files.copy(BatonProcess.JAR, folder.resolve("baton.jar"));
        String guide = Files.readString(Path.of("connectors/README.md")).split("\n## Reference\n")[0];
        chapters = guide.split("(?m)^### (?=\\d\\. )");
        desk.start();
        reader = new GuideReader(folder, outputs, desk.port());
    }

    @AfterEach
    void stop() {
        reader.close();
        desk.stop();
    }

    @Test
    void following_the_guide_from_top_to_bottom_gives_what_it_says() throws Exception {
        assertThat(chapters).as("the introduction and what is numbered").hasSize(8);
        assertThat(GuideReader.blocks(chapters[0])).isEmpty();

        reader.follow(chapters[1]);
        assertThat(reader.run(CHECK)).contains("chatwoot: good, 1 example executed");

        reader.follow(chapters[2]);
        reader.follow(chapters[3]);
        reader.follow(chapters[4]);
        theConnectorHoldsAndShowsItsCalls(reader.follow(chapters[5]));
        theHandoverIsQueuedAtTheDesk();
        theMistakeIsRefusedAndHarmsNobody();
    }

    private void theConnectorHoldsAndShowsItsCalls(List<String> said) {
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).contains("chatwoot: good, 1 example executed");
        String tried = said.get(1);
        assertThat(tried.lines().filter(line -> line.startsWith("POST ")))
                .containsExactly(
                        "POST https://app.chatwoot.com" + CONTACTS.replace("your-inbox-identifier", "abc"),
                        "POST https://app.chatwoot.com" + CONVERSATIONS);
        assertThat(tried).contains("Can I talk to a person?", "api_access_token: ***");
        // The secret of the example is the word token itself.
        assertThat(tried.replace("api_access_token", "")).doesNotContain("token");
    }

    private void theHandoverIsQueuedAtTheDesk() throws Exception {
        playTheDesk();
        List<String> said = reader.follow(chapters[6]);
        assertThat(said).hasSize(1);
        JsonNode receipt = queued(said.get(0), 1);
        desk.verify(
                1,
                postRequestedFor(urlPathEqualTo(CONTACTS))
                        .withRequestBody(matchingJsonPath(
                                "$.source_id", equalTo(receipt.path("id").asText())))
                        .withRequestBody(matchingJsonPath("$.email", equalTo("ada@example.org"))));
        desk.verify(
                1,
                postRequestedFor(urlPathEqualTo(CONVERSATIONS))
                        .withHeader("api_access_token", equalTo(SECRET))
                        .withRequestBody(matchingJsonPath("$[?(@.contact_id == 7 && @.inbox_id == 3)]"))
                        .withRequestBody(matchingJsonPath("$.message[?(@.content =~ /.*Can I talk to a person.*/s)]")));

        JsonNode dry = JSON.readTree(handOver("{\"source\"", "{\"options\": {\"dryRun\": true}, \"source\""));
        assertThat(dry.path("calls")).as(dry.toString()).hasSize(2);
        assertThat(dry.toString()).doesNotContain(SECRET);
        assertThat(desk.getAllServeEvents()).hasSize(2);
    }

    private void theMistakeIsRefusedAndHarmsNobody() throws Exception {
        Matcher promised = MISTAKE.matcher(chapters[7]);
        assertThat(promised.find()).isTrue();
        List<GuideReader.Block> edits = GuideReader.blocks(chapters[7]);
        assertThat(edits).hasSize(2);
        String look = curl(chapters[7]);

        assertThat(JSON.readTree(reader.run(edits.get(0).text()))
                        .path("connectors")
                        .has("chatwoot"))
                .isTrue();
        // The page waits two seconds; a busy machine may need more.
        await().atMost(GuideReader.PATIENCE)
                .untilAsserted(() -> assertThat(refusal(look)).contains(promised.group(1)));
        assertThat(reader.log()).contains(promised.group(1)).doesNotContain(SECRET);
        queued(handOver("c-1", "c-2"), 2);

        reader.run(edits.get(1).text());
        await().atMost(GuideReader.PATIENCE)
                .untilAsserted(() -> assertThat(refusal(look)).isEmpty());
        queued(handOver("c-1", "c-3"), 3);
    }

    /** Hands over as the guide does, with one thing changed in the message. */
    private String handOver(String old, String now) throws IOException, InterruptedException {
        String message = Files.readString(folder.resolve("handover.json"));
        assertThat(message).containsOnlyOnce(old);
        Files.writeString(folder.resolve("other.json"), message.replace(old, now));
        return reader.run(curl(chapters[6]).replace("@handover.json", "@other.json"));
    }

    private static String curl(String chapter) {
        Matcher command = CURL.matcher(chapter);
        assertThat(command.find()).as(chapter).isTrue();
        return command.group();
    }

    /** Answers the calls as the guide's own example does. */
    private void playTheDesk() throws IOException {
        JsonNode example = JSON.readTree(
                folder.resolve("connectors/chatwoot/examples/minimal.yaml").toFile());
        for (JsonNode call : example.path("exchange")) {
            String path = URI.create(call.at("/request/url").asText()).getPath();
            String body = call.at("/response/body").toString();
            desk.stubFor(post(urlPathEqualTo(path.replace("/abc/", "/your-inbox-identifier/")))
                    .willReturn(aResponse()
                            .withStatus(call.at("/response/status").asInt())
                            .withHeader("Content-Type", "application/json")
                            .withBody(body.replace("$handoverId", "{{jsonPath request.body '$.source_id'}}"))
                            .withTransformers("response-template")));
        }
    }

    private JsonNode queued(String answer, int conversations) throws IOException {
        JsonNode receipt = JSON.readTree(answer);
        assertThat(receipt.path("state").asText()).as(answer).isEqualTo("queued");
        assertThat(receipt.at("/externalRefs/conversationId").asText()).isEqualTo("42");
        assertThat(receipt.at("/externalRefs/contactId").asText()).isEqualTo("7");
        assertThat(answer).doesNotContain(SECRET);
        desk.verify(conversations, postRequestedFor(urlPathEqualTo(CONVERSATIONS)));
        return receipt;
    }

    /** As the log writes it; empty when nothing is refused. */
    private String refusal(String look) throws IOException, InterruptedException {
        JsonNode connector = JSON.readTree(reader.run(look)).at("/connectors/chatwoot");
        assertThat(connector.path("state").asText()).isEqualTo("live");
        JsonNode error = connector.at("/refused/errors/0");
        return error.isMissingNode()
                ? ""
                : String.join(
                        ":",
                        error.path("file").asText(),
                        error.path("line").asText(),
                        error.path("column").asText() + ": "
                                + error.path("problem").asText());
    }
}
