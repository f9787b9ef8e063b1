package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.GatewayProperties;
import dev.baton.security.Clients;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the page on security says can be set, can be set, and what it says is shown, is shown. */
class SecurityPageTest {

    private final Markdown page;
    private final String text;

    SecurityPageTest() throws Exception {
        page = Markdown.read("docs/security.md");
        text = Files.readString(Path.of("docs/security.md"));
    }

    @Test
    void its_settings_are_settings_and_go_together() throws Exception {
        assertThat(page.blocks("properties")).hasSize(5);
        for (String block : page.blocks("properties")) {
            Properties properties = new Properties();
            properties.load(new StringReader(block));
            Binder binder = new Binder(new MapConfigurationPropertySource(properties));

            bind(binder, "server", ServerProperties.class);
            bind(binder, "management.server", ManagementServerProperties.class);
            bind(binder, "spring.ssl", SslProperties.class);
            GatewayProperties gateway = bind(binder, "baton", GatewayProperties.class);
            gateway.oauth2().check();
            Clients.of(gateway.clients(), gateway.oauth2().others());
        }
    }

    @Test
    void its_scrape_looks_where_the_metrics_are() throws Exception {
        JsonNode scrape = new YAMLMapper()
                .readTree(page.blocks("yaml").get(0))
                .path("scrape_configs")
                .path(0);

        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/actuator/prometheus");
        assertThat(scrape.at("/authorization/type").asText()).isEqualTo("Bearer");
    }

    @Test
    void every_test_that_it_names_is_there() throws Exception {
        List<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString()).toList();
        }
        Matcher named = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|Contract))`").matcher(text);

        assertThat(named.results().map(result -> result.group(1) + ".java").toList())
                .hasSizeGreaterThan(10)
                .isSubsetOf(tests);
    }

    @Test
    void its_profile_and_its_links_are_there() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<id>cve</id>", "<cve.fail-at>7</cve.fail-at>");
        assertThat(page.links()).allSatisfy(link -> assertThat(link).exists());
        assertThat(Files.readString(Path.of(".github/SECURITY.md"))).contains("../docs/security.md");
        assertThat(Path.of(".github", "../docs/security.md")).exists();
    }

    private static <T> T bind(Binder binder, String prefix, Class<T> type) {
        return binder.bindOrCreate(
                prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true));
    }
}
