package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.Sandbox;
import dev.baton.sandbox.SandboxTargets;
import dev.baton.sandbox.SimulatedDesk;
import dev.baton.security.Clients;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.ShippedConnectors;
import dev.baton.target.Targets;
import dev.baton.target.TargetsFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so. */
class ReadmeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Markdown readme;

    ReadmeTest() throws Exception {
        readme = Markdown.read("README.md");
    }

    @Test
    void its_call_is_the_one_that_the_sandbox_prints() {
        assertThat(shell("curl")).isEqualTo(Sandbox.curl("8080"));
    }

    @Test
    void its_call_is_answered_as_it_says() throws Exception {
        try (SimulatedDesk desk = SimulatedDesk.start(0)) {
            Path targets = SandboxTargets.write(folder, ShippedConnectors.all(), desk);
            try (GatewayUnderTest gateway = GatewayUnderTest.start(folder, Files.readString(targets))) {
                String answer = run(shell("curl").replace("8080", String.valueOf(gateway.port())));

                assertThat(withoutTimes(answer))
                        .isEqualTo(withoutTimes(readme.blocks("json").get(0)));
            }
        }
    }

    @Test
    void its_targets_are_good() throws Exception {
        Path file = Files.writeString(
                folder.resolve("targets.yaml"), readme.blocks("yaml").get(0));

        Targets targets =
                TargetsFile.load(file, ShippedConnectors.forms(), Map.of("GENESYS_SECRET", "s", "CM_TOKEN", "t")::get);

        assertThat(targets.steps()).containsKeys("support", "sales");
        assertThat(targets.defaultStep()).isEqualTo("support");
    }

    @Test
    void its_way_to_make_a_key_makes_one_that_the_gateway_takes() throws Exception {
        List<String> lines = run(shell("key=")).lines().toList();

        Clients clients = new Clients(Map.of("halo", lines.get(1).split(" ")[0]));

        assertThat(clients.authenticate(lines.get(0))).contains("halo");
    }

    @Test
    void its_links_lead_somewhere() throws Exception {
        for (String page : List.of(
                "README.md",
                "docs/configuration.md",
                "docs/performance.md",
                "docs/dead-letters.md",
                "connectors/README.md")) {
            assertThat(Markdown.read(page).links()).as(page).allSatisfy(link -> assertThat(link)
                    .exists());
        }
    }

    @Test
    void every_setting_of_the_gateway_is_documented() throws Exception {
        String page = Files.readString(Path.of("docs/configuration.md"));

        assertThat(SettingNames.of(dev.baton.GatewayProperties.class, "baton"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    private String shell(String start) {
        return readme.blocks("sh").stream()
                .filter(block -> block.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static String run(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static ObjectNode withoutTimes(String receipt) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(receipt);
        json.remove(List.of("id", "requestedAt", "updatedAt", "links"));
        return json;
    }
}
