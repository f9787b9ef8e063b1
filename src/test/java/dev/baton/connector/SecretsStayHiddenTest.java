package dev.baton.connector;

import static dev.baton.connector.KameletUnderTest.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.baton.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret placeholder gives a component the secret, and nobody else. */
class SecretsStayHiddenTest {

    private static final String SECRET = "hunter2 & \"%41\" ${x} RAW(y)\\z";

    @ParameterizedTest
    @ValueSource(strings = {"{{key}}", "{{?key}}", "RAW({{key}})"})
    void an_option_gets_the_secret_and_the_uri_its_name(String written) throws Exception {
        String steps = "- to: {uri: 'probe:x', parameters: {option: '" + written + "'}}";
        try (TargetContext context = KameletUnderTest.build(steps, settings("key", SECRET))) {
            assertThat(KameletUnderTest.call(context)).isEqualTo(settings("path", "x", "option", SECRET));
            assertThat(context.endpoints())
                    .anyMatch(uri -> uri.startsWith("probe://x?option=%23property:baton.secret.key"))
                    .noneMatch(uri -> uri.contains("hunter2"));
        }
    }

    @Test
    void a_constant_gets_the_secret() throws Exception {
        String steps = "- setHeader: {name: a, constant: 'Bearer {{key}}'}\n- to: 'probe:x'";
        try (TargetContext context = KameletUnderTest.build(steps, settings("key", SECRET))) {
            assertThat(KameletUnderTest.call(context)).isEqualTo(settings("a", "Bearer " + SECRET, "path", "x"));
        }
    }

    @Test
    void basic_authentication_of_the_http_component_gets_the_secret() throws Exception {
        WireMockServer desk = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        desk.start();
        String steps =
                """
                - to:
                    uri: "{{url}}"
                    parameters: {authMethod: Basic, authUsername: "{{text}}", authPassword: "{{key}}", authenticationPreemptive: true}
                """;
        try (TargetContext context =
                KameletUnderTest.build(steps, settings("url", desk.baseUrl(), "text", "ada&co", "key", SECRET))) {
            desk.stubFor(WireMock.any(WireMock.anyUrl())
                    .withBasicAuth("ada&co", SECRET)
                    .willReturn(WireMock.ok()));
            KameletUnderTest.call(context);
            assertThat(desk.getAllServeEvents()).hasSize(1);
            assertThat(desk.getAllServeEvents().get(0).getRequest().getUrl()).isEqualTo("/");
            assertThat(context.endpoints()).noneMatch(uri -> uri.contains("hunter2"));
        } finally {
            desk.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: 'probe:{{key}}'",
                "- to: 'https://{{key}}.example.org'",
                "- to: {uri: 'probe:x', parameters: {option: 'a{{key}}'}}",
                "- to: {uri: 'https://x.example.org', parameters: {q: '{{key}}'}}",
                "- setBody: {simple: 'Bearer {{key}}'}",
                "- log: 'Using {{key}}'",
                "- enrich: {expression: {constant: 'probe:x?option={{key}}'}}",
                "- to: {uri: 'token:client-credentials', parameters: {clientSecret: '{{key}}'}}"
            })
    void anywhere_else_it_is_refused(String step) {
        assertThatThrownBy(() -> KameletUnderTest.build(step, settings("key", "hunter2")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("small.kamelet.yaml:15:")
                .hasMessageContaining("key")
                .hasMessageContaining("expected")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void what_a_component_says_when_it_cannot_use_a_secret_does_not_show_it() {
        String steps = "- to: {uri: 'seda:x', parameters: {size: '{{key}}'}}";
        assertThatThrownBy(() -> KameletUnderTest.build(steps, settings("key", "hunter2")))
                .isInstanceOf(SourceException.class)
                .hasMessageNotContaining("hunter2");
    }
}
