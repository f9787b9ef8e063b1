package dev.baton.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.support.GatewayUnderTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** The manifests are right about the gateway, and a gateway serves what their ConfigMaps hold. */
class KubernetesTest {

    private static final Pattern VENDOR_SECRET = Pattern.compile("/etc/baton/vendors/([a-z-]+)");
    private static final Path PAGE = Path.of("docs/operations.md");
    private static final Path DOCKERFILE = Path.of("src/main/docker/Dockerfile");

    @TempDir
    Path folder;

    private final Manifests manifests;

    KubernetesTest() throws Exception {
        manifests = Manifests.read();
    }

    @Test
    void each_says_what_it_is() {
        assertThat(manifests.all()).hasSizeGreaterThan(5).allSatisfy(manifest -> {
            assertThat(manifest.path("apiVersion").asText()).isNotEmpty();
            assertThat(manifest.path("kind").asText()).isNotEmpty();
            assertThat(manifest.at("/metadata/name").asText()).isNotEmpty();
        });
    }

    @Test
    void a_gateway_serves_the_mounted_connector_and_target_and_answers_every_probe() throws Exception {
        Path connectors = manifests.mount("/etc/baton/connectors", folder.resolve("connectors"));
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder, targets(), "--baton.connectors=" + connectors, "--management.server.port=0")) {
            String port = Objects.requireNonNull(gateway.bean(Environment.class).getProperty("local.management.port"));
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode get = manifests.container().path(probe).path("httpGet");
                assertThat(get.path("port").asText()).isEqualTo("management");
                assertThat(get(port, get.path("path").asText()).statusCode())
                        .as(probe)
                        .isEqualTo(200);
            }
            assertThat(get(port, "/actuator/connectors").body())
                    .contains("\"house-desk\"", "\"genesys-eu\"")
                    .doesNotContain("\"refused\"");
        }
    }

    @Test
    void ports_and_user_are_those_of_the_image() throws Exception {
        String image = Files.readString(DOCKERFILE);

        assertThat(image)
                .contains("EXPOSE " + port("http") + " " + port("management"))
                .contains("MANAGEMENT_SERVER_PORT=" + port("management"))
                .contains("USER " + manifests.pod().at("/securityContext/runAsUser") + ":"
                        + manifests.pod().at("/securityContext/runAsGroup"))
                .contains("VOLUME /var/lib/baton");
    }

    @Test
    void what_is_mounted_is_there_and_where_it_is_looked_for() throws Exception {
        for (JsonNode mount : manifests.container().path("volumeMounts")) {
            if (!mount.path("name").asText().equals("data")) {
                manifests.volumeAt(mount.path("mountPath").asText());
            }
        }
        JsonNode settings = manifests.get("ConfigMap", "baton-settings").path("data");
        assertThat(settings.path("BATON_TARGETS").asText()).isEqualTo("/etc/baton/targets/targets.yaml");
        assertThat(Files.readString(DOCKERFILE))
                .contains("BATON_CONNECTORS=/etc/baton/connectors", "configtree:/etc/baton/secrets/");
    }

    @Test
    void the_page_makes_every_secret_that_is_mounted() throws Exception {
        String page = Files.readString(PAGE);

        for (String path : List.of("/etc/baton/secrets", "/etc/baton/vendors")) {
            assertThat(page)
                    .contains("kubectl create secret generic "
                            + manifests.volumeAt(path).at("/secret/secretName").asText() + " ");
        }
        assertThat(vendorSecrets()).isNotEmpty().allSatisfy(name -> assertThat(page)
                .contains("--from-literal=" + name + "="));
    }

    @Test
    void a_pod_may_take_as_long_to_stop_as_a_gateway_does() throws Exception {
        int preStop =
                manifests.container().at("/lifecycle/preStop/exec/command/1").asInt();
        int requests = 10;
        int deliveries = 15;
        assertThat(Files.readString(Path.of("src/main/resources/application.yaml")))
                .contains("timeout-per-shutdown-phase: " + requests + "s", "shutdown-timeout: " + deliveries);

        assertThat(manifests.pod().path("terminationGracePeriodSeconds").asInt())
                .isGreaterThan(preStop + requests + deliveries);
    }

    private int port(String name) {
        return Manifests.stream(manifests.container().path("ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("containerPort")
                .asInt();
    }

    /** The mounted file, with secrets that can be read here. */
    private String targets() throws Exception {
        Path mounted = manifests.mount("/etc/baton/targets", folder.resolve("targets"));
        for (String secret : vendorSecrets()) {
            Files.writeString(folder.resolve(secret), "secret-of-a-vendor");
        }
        return Files.readString(mounted.resolve("targets.yaml")).replace("/etc/baton/vendors", folder.toString());
    }

    private Set<String> vendorSecrets() {
        Set<String> names = new TreeSet<>();
        Matcher secret = VENDOR_SECRET.matcher(
                manifests.get("ConfigMap", "baton").at("/data/targets.yaml").asText());
        while (secret.find()) {
            names.add(secret.group(1));
        }
        return names;
    }

    private static HttpResponse<String> get(String port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
