package dev.baton.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.baton.support.BatonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a connector's author with the packaged tools, in a terminal that knows nothing but ASCII. */
class ToolsIT {

    private static final String BATON = "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar '%s' "
            .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), BatonProcess.JAR);
    private static final String HANDOVER =
            """
            {"source": {"platform": "halo", "botId": "support"},
             "conversation": {"id": "c-1", "channel": "text"},
             "customer": {"name": "J\u00fcrgen \ud83d\ude00"},
             "reason": {"code": "customer_request"}}
            """;

    private final WireMockServer vendor =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final Path folder;

    ToolsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void startTheVendor() throws IOException {
        vendor.start();
        vendor.stubFor(post("/conversations").willReturn(okJson("{\"id\": 7}")));
        Files.writeString(folder.resolve("handover.json"), HANDOVER);
        Files.writeString(
                folder.resolve("settings.yaml"),
                "apiToken: ${DESK_TOKEN}\napiUrl: http://127.0.0.1:%d\n".formatted(vendor.port()));
    }

    @AfterEach
    void stopTheVendor() {
        vendor.stop();
    }

    @Test
    void from_nothing_to_a_handover_that_is_sent() throws Exception {
        assertThat(run(BATON + "connector new desk")).satisfies(said -> says(said, 0, "Next:"));
        assertThat(run(BATON + "connector check connectors/desk"))
                .satisfies(said -> says(said, 0, "desk: good, 1 example executed"));

        Path mapping = folder.resolve("connectors/desk/open.jslt");
        String good = Files.readString(mapping);
        Files.writeString(mapping, good.replace("$handoverId", "$handovrId"));
        assertThat(run(BATON + "connector check connectors/desk"))
                .satisfies(said -> says(said, 1, "connectors/desk/open.jslt:4:17: no such variable '$handovrId'"));
        Files.writeString(mapping, good);

        String tries = BATON + "connector try connectors/desk --handover handover.json";
        assertThat(run(tries)).satisfies(said -> says(said, 0, "\"name\" : \"J\u00fcrgen \ud83d\ude00\""));
        assertThat(run(tries + " --settings settings.yaml --send"))
                .satisfies(said -> says(said, 0, "=> 200", "\"conversationId\" : \"7\""));
        vendor.verify(
                1, postRequestedFor(urlPathEqualTo("/conversations")).withHeader("X-Api-Token", equalTo("t-0815")));

        assertThat(run(BATON + "handover check - <handover.json")).satisfies(said -> says(said, 0, "stdin: good"));
    }

    @Test
    void what_is_piped_away_is_not_missed() throws Exception {
        assertThat(run(BATON + "schema handover | head -n 1")).satisfies(said -> {
            says(said, 0, "{");
            assertThat(said.out().lines()).hasSize(1);
        });
        assertThat(run(BATON + "--version")).satisfies(said -> says(said, 0, "Baton 0.1"));
        Said wrong = run(BATON + "connector chek");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("Did you mean: connector check?").doesNotContain("\u001b", "\tat ");
    }

    /** Nothing is said beside the result: no log line, no stack trace, no secret. */
    private static void says(Said said, int code, String... words) {
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
        assertThat(said.out()).contains(words).doesNotContain("t-0815", "\u001b");
        assertThat(said.err()).isEmpty();
    }

    private Said run(String line) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out-", ".txt");
        Path err = Files.createTempFile(folder, "err-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", line))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Map.of("LC_ALL", "C", "DESK_TOKEN", "t-0815"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(line).isTrue();
        return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private record Said(int code, String out, String err) {}
}
