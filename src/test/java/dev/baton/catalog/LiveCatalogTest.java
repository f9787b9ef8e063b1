package dev.baton.catalog;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders and targets are edited while the gateway serves. */
class LiveCatalogTest {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private final AtomicInteger conversations = new AtomicInteger();
    private WireMockServer vendor;
    private DeskFolder desk;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws Exception {
        vendor = new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
        vendor.start();
        vendor.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        desk = new DeskFolder(Files.createDirectories(home.resolve("connectors")));
        desk.write("v1");
        Files.writeString(home.resolve("key"), "first-key");
        gateway = GatewayUnderTest.start(home, targets(""), "--baton.connectors=" + home.resolve("connectors"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        vendor.stop();
    }

    @Test
    void a_saved_edit_serves_within_two_seconds() throws Exception {
        assertThat(version()).isEqualTo("v1");

        desk.write("v2");

        await().atMost(SOON.plusSeconds(1)).until(() -> version().equals("v2"));
        assertThat(connector().path("refused").isMissingNode()).isTrue();
    }

    @Test
    void edits_under_load_fail_no_handover_and_mix_no_versions() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger failed = new AtomicInteger();
        List<Thread> bots = Stream.generate(() -> bot(done, failed)).limit(4).toList();
        bots.forEach(Thread::start);

        for (int i = 2; i <= 6; i++) {
            desk.write("v" + i);
            String expected = "v" + i;
            await().atMost(PATIENCE).until(() -> liveVersionsServe(expected));
        }
        done.set(true);
        for (Thread bot : bots) {
            bot.join();
        }

        assertThat(failed).hasValue(0);
        Map<String, Set<String>> versions = versionsByHandover();
        assertThat(versions).hasSizeGreaterThan(20).allSatisfy((id, seen) -> assertThat(seen)
                .hasSize(1));
        assertThat(versions.values().stream().flatMap(Set::stream).distinct()).contains("v1 v1", "v6 v6");
    }

    @Test
    void a_broken_edit_is_refused_with_its_place_and_taking_it_back_ends_that() throws Exception {
        desk.replace("open.jslt", "// .\n// Promises: .\n{\"version\": upper(}\n");

        await().atMost(SOON.plusSeconds(1)).until(() -> connector().has("refused"));
        JsonNode error = connector().at("/refused/errors/0");
        assertThat(error.path("file").asText()).endsWith("connectors/desk/open.jslt");
        assertThat(error.path("line").asInt()).isEqualTo(3);
        assertThat(error.path("column").asInt()).isEqualTo(19);
        assertThat(error.path("problem").asText()).contains("unexpected '}'");
        assertThat(version()).isEqualTo("v1");

        desk.replace("open.jslt", DeskFolder.mapping("v1"));

        await().atMost(SOON.plusSeconds(1)).until(() -> !connector().has("refused"));
        assertThat(version()).isEqualTo("v1");
    }

    @Test
    void an_edit_that_breaks_an_example_is_refused_with_the_difference() throws Exception {
        desk.replace("open.jslt", DeskFolder.mapping("wrong"));

        await().atMost(PATIENCE).until(() -> connector().has("refused"));
        JsonNode error = connector().at("/refused/errors/0");
        assertThat(error.path("file").asText()).endsWith("connectors/desk/examples/minimal.yaml");
        assertThat(error.path("pointer").asText()).isEqualTo("/exchange/0/request/body/version");
        assertThat(error.path("problem").asText()).isEqualTo("found \"wrong\", expected \"v1\"");
        assertThat(error.path("line").asInt()).isEqualTo(7);
        assertThat(version()).isEqualTo("v1");
    }

    @Test
    void a_broken_edit_touches_no_other_target() throws Exception {
        LiveTarget other = gateway.bean(Catalog.class).serving().live().get("log");

        desk.replace("desk.kamelet.yaml", "apiVersion: [");
        await().atMost(PATIENCE).until(() -> connector().has("refused"));
        desk.write("v2");
        await().atMost(PATIENCE).until(() -> version().equals("v2"));

        assertThat(gateway.bean(Catalog.class).serving().live().get("log")).isSameAs(other);
    }

    @Test
    void a_new_target_can_be_added_and_taken_away() throws Exception {
        writeTargets(targets("  second: {connector: desk, settings: {url: \"%s/two\", key: \"${file:%s}\"}}\n"
                .formatted(vendor.baseUrl(), home.resolve("key"))));
        await().atMost(SOON.plusSeconds(1)).until(() -> post("second").statusCode() == 200);
        assertThat(calls()).anyMatch(call -> call.getUrl().equals("/two/first/v1"));

        writeTargets(targets(""));
        await().atMost(PATIENCE).until(() -> post("second").statusCode() == 422);
        assertThat(version()).isEqualTo("v1");
    }

    @Test
    void a_broken_targets_file_is_refused_and_the_last_good_one_serves() throws Exception {
        writeTargets(targets("").replace("connector: desk", "connector: dsk"));

        await().atMost(PATIENCE).until(() -> report().path("file").has("refused"));
        assertThat(report().at("/file/refused/errors/0/problem").asText()).contains("did you mean 'desk'?");
        assertThat(version()).isEqualTo("v1");

        Files.delete(home.resolve("targets.yaml"));
        await().atMost(PATIENCE)
                .until(() ->
                        report().at("/file/refused/errors/0/problem").asText().contains("There is no file"));
        assertThat(version()).isEqualTo("v1");

        writeTargets(targets(""));
        await().atMost(PATIENCE).until(() -> !report().path("file").has("refused"));
    }

    @Test
    void a_removed_folder_serves_as_long_as_a_target_uses_it() throws Exception {
        Files.move(desk.folder(), home.resolve("away"));

        await().atMost(PATIENCE).until(() -> connector().has("refused"));
        assertThat(connector().at("/refused/errors/0/problem").asText())
                .startsWith("this folder is gone, but targets use it: desk.");
        assertThat(version()).isEqualTo("v1");

        writeTargets("targets: {}\n");
        await().atMost(PATIENCE).until(() -> connector().isMissingNode());
    }

    @Test
    void a_new_version_that_the_targets_settings_do_not_fit_waits_for_them() throws Exception {
        desk.requires("team");
        desk.write("v2");
        await().atMost(PATIENCE).until(() -> connector().has("refused"));
        assertThat(connector().at("/refused/errors/0/pointer").asText()).isEqualTo("/targets/desk/settings/team");
        assertThat(version()).isEqualTo("v1");

        writeTargets(targets("").replace("key: ", "team: red, key: "));
        await().atMost(PATIENCE).until(() -> version().equals("v2"));
    }

    @Test
    void a_secret_that_changes_in_its_file_is_used_from_then_on() throws Exception {
        assertThat(version()).isEqualTo("v1");
        Files.writeString(home.resolve("key"), "second-key");

        await().atMost(PATIENCE).until(() -> {
            version();
            return calls().stream().anyMatch(call -> "second-key".equals(call.getHeader("X-Key")));
        });
    }

    @Test
    void a_switched_link_is_an_edit_as_in_a_kubernetes_volume() throws Exception {
        Path volume = Files.createDirectories(home.resolve("volume"));
        Path first = volume.resolve("..2026_01");
        Files.move(home.resolve("connectors"), first);
        Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(volume.resolve("desk"), Path.of("..data/desk"));
        Files.createSymbolicLink(home.resolve("connectors"), volume);
        assertThat(version()).isEqualTo("v1");

        new DeskFolder(volume.resolve("..2026_02")).write("v2");
        Files.createSymbolicLink(volume.resolve("..tmp"), Path.of("..2026_02"));
        Files.move(volume.resolve("..tmp"), volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        await().atMost(SOON.plusSeconds(1)).until(() -> version().equals("v2"));
    }

    private String version() throws Exception {
        return json(post("desk")).at("/externalRefs/version").asText();
    }

    private boolean liveVersionsServe(String version) {
        return calls().stream().anyMatch(call -> call.getUrl().endsWith("/second/" + version));
    }

    private Thread bot(AtomicBoolean done, AtomicInteger failed) {
        return new Thread(() -> {
            while (!done.get()) {
                try {
                    HttpResponse<String> answer = post("desk");
                    if (!json(answer).path("state").asText().equals("accepted")) {
                        failed.incrementAndGet();
                    }
                } catch (Exception e) {
                    failed.incrementAndGet();
                }
            }
        });
    }

    /** What the desk saw of each handover: the version in the address and the version in the body. */
    private Map<String, Set<String>> versionsByHandover() {
        return calls().stream()
                .collect(Collectors.groupingBy(
                        LiveCatalogTest::handover,
                        Collectors.mapping(
                                call -> call.getUrl().replaceAll(".*/", "") + " "
                                        + body(call).path("version").asText(),
                                Collectors.toCollection(TreeSet::new))));
    }

    private static String handover(LoggedRequest call) {
        return body(call).path("handover").asText();
    }

    private static JsonNode body(LoggedRequest call) {
        try {
            return json(call.getBodyAsString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<LoggedRequest> calls() {
        return vendor.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl()));
    }

    private HttpResponse<String> post(String target) throws Exception {
        return gateway.post(Messages.to(target, "c-" + conversations.incrementAndGet()), "Prefer", "wait=10");
    }

    private JsonNode report() throws Exception {
        return json(gateway.get("/actuator/connectors"));
    }

    private JsonNode connector() throws Exception {
        return report().at("/connectors/desk");
    }

    private String targets(String more) {
        return "targets:\n  desk: {connector: desk, settings: {url: \"%s\", key: \"${file:%s}\"}}\n%s"
                .formatted(vendor.baseUrl(), home.resolve("key"), more);
    }

    private void writeTargets(String text) throws IOException {
        Files.writeString(home.resolve("targets.yaml"), text);
    }
}
