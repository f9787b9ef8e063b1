package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.Baton;
import dev.baton.support.GatewayUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/** docs/opening-hours.md: what it shows is what happens, on a Sunday. */
class OpeningHoursPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void its_examples_are_answered_as_it_says(@TempDir Path folder) throws Exception {
        Markdown page = Markdown.read("docs/opening-hours.md");
        Files.writeString(folder.resolve("holidays.ics"), page.blocks("ics").get(0));
        List<String> shown = page.blocks("json");
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(onASunday(), folder, page.blocks("yaml").get(0))) {
            ObjectNode said = (ObjectNode) JSON.readTree(shown.get(0));
            String curl = page.blocks("sh").get(0);

            ObjectNode receipt = (ObjectNode)
                    JSON.readTree(gateway.post(curl.substring(curl.indexOf("-d '") + 4, curl.lastIndexOf('\'')))
                            .body());
            JsonNode asked = JSON.readTree(gateway.get("/steps/support").body());

            assertThat(receipt.deepCopy().retain("state", "target", "message", "hours"))
                    .isEqualTo(said);
            assertThat(page.blocks("sh").get(1)).endsWith("/steps/support");
            assertThat(asked).isEqualTo(JSON.readTree(shown.get(1)));
            String self = receipt.at("/links/self").asText();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> gateway.get(self).body().contains("\"state\":\"logged\""));
            JsonNode later = JSON.readTree(gateway.get(self).body());
            assertThat(later.path("target").asText()).isEqualTo("mailbox");
            assertThat(later.at("/attempts/0/code").asText()).isEqualTo("out_of_hours");
        }
    }

    @Test
    void its_links_lead_somewhere() throws Exception {
        assertThat(Markdown.read("docs/opening-hours.md").links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }

    private static SpringApplication onASunday() {
        Clock sunday = Clock.offset(
                Clock.systemUTC(),
                Duration.between(Clock.systemUTC().instant(), Instant.parse("2026-11-22T12:00:00Z")));
        SpringApplication application = new SpringApplication(Baton.class);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> sunday));
        return application;
    }
}
