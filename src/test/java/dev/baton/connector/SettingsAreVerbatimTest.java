package dev.baton.connector;

import static dev.baton.connector.KameletUnderTest.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.baton.source.SourceException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting arrives as the integrator wrote it, whatever it holds and wherever the Kamelet uses it. */
class SettingsAreVerbatimTest {

    private static final WireMockServer DESK =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeAll
    static void open() {
        DESK.start();
    }

    @AfterAll
    static void close() {
        DESK.stop();
    }

    @BeforeEach
    void answer() {
        DESK.resetAll();
        DESK.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
    }

    static String[] values() {
        return new String[] {
            "plain",
            "a&b=c",
            "a&&b",
            "a%41b",
            "50%",
            "%25",
            "a+b",
            "#general",
            "a#b",
            "why?",
            "what?a=b&c=d",
            " two  words ",
            "a;b",
            "it's \"quoted\"",
            "C:\\dir\\",
            "a\\b\\\\",
            "a\\\\b\\c",
            "RAW(x",
            "x)&y=z",
            "a RAW(b) c",
            "(round) [square] {curly}",
            "\uD83D\uDE42 é",
            "${sys.user.home}",
            "$simple{sys.user.home}",
            "user@example.org",
            "baton.option.0",
        };
    }

    @ParameterizedTest
    @MethodSource("values")
    void as_an_option(String value) throws Exception {
        JsonNode beside = probed("- to: {uri: 'probe:x', parameters: {option: '{{text}}', read: '{{?text}}'}}", value);
        JsonNode inside = probed("- to: 'probe:x?option=a-{{text}}-z&read=RAW({{text}})'", value);
        assertThat(beside).isEqualTo(settings("path", "x", "read", value, "option", value));
        assertThat(inside).isEqualTo(settings("path", "x", "read", value, "option", "a-" + value + "-z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAW(x)", "RAW(%25 &)", "RAW{x}", "#class:java.lang.Object", "#property:x"})
    void as_an_option_when_Camel_would_see_more_in_it(String value) throws Exception {
        JsonNode probed = probed("- to: {uri: 'probe:x', parameters: {option: '{{text}}'}}", value);
        assertThat(probed.path("option").asText()).isEqualTo(value);
    }

    /** A question mark ends a path: {@link #not_in_a_path_that_it_would_end()}. */
    static Stream<String> valuesOfPaths() {
        return Stream.of(values()).filter(value -> !value.contains("?"));
    }

    @ParameterizedTest
    @MethodSource("valuesOfPaths")
    void in_a_path(String value) throws Exception {
        JsonNode alone = probed("- to: 'probe:{{text}}'", value);
        JsonNode within = probed("- to: {uri: 'probe:a/{{text}}/z', parameters: {option: '{{text}}'}}", value);
        assertThat(alone.path("path").asText()).isEqualTo(value);
        assertThat(within.path("path").asText()).isEqualTo("a/" + value + "/z");
        assertThat(within.path("option").asText()).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void in_a_constant(String value) throws Exception {
        JsonNode probed = probed(
                """
                - setHeader: {name: a, constant: "{{text}}"}
                - setHeader: {name: b, expression: {constant: "{{text}}"}}
                - setHeader: {name: c, constant: {expression: "<{{text}}>"}}
                - to: "probe:x"
                """,
                value);
        assertThat(probed.path("a").asText()).isEqualTo(value);
        assertThat(probed.path("b").asText()).isEqualTo(value);
        assertThat(probed.path("c").asText()).isEqualTo("<" + value + ">");
    }

    @ParameterizedTest
    @MethodSource("values")
    void as_a_query_parameter_of_a_call(String value) throws Exception {
        call(
                "- to: {uri: '{{url}}/calls', parameters: {httpMethod: POST, q: '{{text}}', r: fixed}}",
                DESK.baseUrl(),
                value);
        call("- to: '{{url}}/calls?httpMethod=POST&q={{text}}&r=fixed'", DESK.baseUrl(), value);
        DESK.verify(
                2,
                WireMock.postRequestedFor(WireMock.urlPathEqualTo("/calls"))
                        .withQueryParam("q", WireMock.equalTo(value))
                        .withQueryParam("r", WireMock.equalTo("fixed")));
        assertThat(DESK.getAllServeEvents()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("values")
    void in_the_path_of_a_call(String value) throws Exception {
        call(
                "- to: {uri: '{{url}}/accounts/{{text}}/calls', parameters: {httpMethod: POST, q: '{{text}}'}}",
                DESK.baseUrl(),
                value);
        String url = DESK.getAllServeEvents().get(0).getRequest().getUrl();
        assertThat(URI.create(url).getPath()).isEqualTo("/accounts/" + value + "/calls");
    }

    @Test
    void not_in_a_path_that_it_would_end() {
        assertThatThrownBy(() -> probed("- to: 'probe:{{text}}'", "sesame?"))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "small/small.kamelet.yaml:15:15: /spec/template/from/steps/0/to: found a ? in the value (not"
                                + " shown) of the setting 'text', expected none: here it would end the address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${sys.user.home}", "a $simple{body}", "$init{ x }", "resource:file:/etc/hostname"})
    void or_is_refused_where_Camel_would_evaluate_it(String value) {
        assertThatThrownBy(() -> probed("- setHeader: {name: a, simple: 'x{{text}}'}\n- to: 'probe:x'", value))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("small.kamelet.yaml:15:40: /spec/template/from/steps/0/setHeader/simple: found a"
                        + " value of the setting 'text' (not shown) that Camel would evaluate here")
                .hasMessageNotContaining(value);
        assertThatThrownBy(() -> probed("- log: '{{text}}'\n- to: 'probe:x'", value))
                .isInstanceOf(SourceException.class);
    }

    @Test
    void an_option_whose_setting_is_not_set_is_left_out() throws Exception {
        try (TargetContext context = KameletUnderTest.build(
                "- to: {uri: 'probe:x', parameters: {option: '{{?text}}', read: '{{text:otherwise}}'}}", settings())) {
            assertThat(KameletUnderTest.call(context)).isEqualTo(settings("path", "x", "read", "otherwise"));
        }
    }

    @Test
    void an_address_is_taken_as_it_is_with_its_own_parameters() throws Exception {
        String url = DESK.baseUrl() + "/in%20box/a+b?sig=a%2Bb%26c&x=1&x=2&q=";
        call("- to: {uri: '{{url}}', parameters: {httpMethod: POST, more: '{{text}}'}}", url, "m&m");
        DESK.verify(WireMock.postRequestedFor(WireMock.urlPathEqualTo("/in%20box/a+b"))
                .withQueryParam("sig", WireMock.equalTo("a+b&c"))
                .withQueryParam("x", WireMock.havingExactly("1", "2"))
                .withQueryParam("more", WireMock.equalTo("m&m")));
    }

    private static void call(String steps, String url, String value) throws Exception {
        try (TargetContext context = KameletUnderTest.build(steps, settings("url", url, "text", value))) {
            KameletUnderTest.call(context);
        }
    }

    private static JsonNode probed(String steps, String value) throws Exception {
        try (TargetContext context = KameletUnderTest.build(steps, settings("text", value))) {
            return KameletUnderTest.call(context);
        }
    }
}
