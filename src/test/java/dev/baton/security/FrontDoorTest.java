package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FrontDoorTest {

    /** SHA-256 of {@code alpha}. */
    private static final String ALPHA = "8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8";

    private final FrontDoor local = new FrontDoor(new Clients(Map.of()), () -> true, type -> {});
    private final FrontDoor keyed = new FrontDoor(new Clients(Map.of("halo", ALPHA)), () -> true, type -> {});
    private MockFilterChain chain = new MockFilterChain();

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:8080", "LOCALHOST", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8080"})
    void without_clients_this_machine_is_let_in_as_local(String host) throws Exception {
        assertThat(pass(local, request("GET", "/handovers", host)).getAttribute(FrontDoor.CLIENT))
                .isEqualTo("local");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.2",
                "::1",
                "localhost:x",
                "localhost:",
                "localhost, evil.example",
                "0.0.0.0",
                "user@localhost"
            })
    void without_clients_any_other_host_is_refused(String host) throws Exception {
        refuse(
                local,
                request("GET", "/handovers", host),
                421,
                "The Host header must be localhost, 127.0.0.1 or [::1] until baton.clients are configured.");
    }

    @Test
    void without_clients_a_missing_host_is_refused() throws Exception {
        MockHttpServletRequest request = request("GET", "/actuator/health", "localhost");
        request.removeHeader("Host");

        assertThat(answer(local, request).getStatus()).isEqualTo(421);
    }

    @ParameterizedTest
    @CsvSource({"Authorization, Bearer alpha", "Authorization, bearer alpha", "X-API-Key, alpha"})
    void a_key_lets_in_under_the_name_of_its_client(String header, String value) throws Exception {
        MockHttpServletRequest request = request("GET", "/handovers/1", "gateway.example");
        request.addHeader(header, value);

        assertThat(pass(keyed, request).getAttribute(FrontDoor.CLIENT)).isEqualTo("halo");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer wrong, found a key that belongs to no client of this gateway (not shown)",
        "X-API-Key, wrong, found a key that belongs to no client of this gateway (not shown)",
        "Authorization, 'Bearer ', found a key that belongs to no client of this gateway (not shown)",
        "Authorization, Basic alpha, 'found no key, expected the header Authorization: Bearer <key> or X-API-Key: <key>'",
        "X-Other, alpha, 'found no key, expected the header Authorization: Bearer <key> or X-API-Key: <key>'",
    })
    void without_a_known_key_nobody_is_let_in(String header, String value, String detail) throws Exception {
        MockHttpServletRequest request = request("POST", "/handovers", "localhost");
        request.addHeader(header, value);

        MockHttpServletResponse response = refuse(keyed, request, 401, detail);

        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(response.getContentAsString()).doesNotContain("wrong");
    }

    @Test
    void a_target_s_event_needs_no_key_and_is_read() throws Exception {
        MockHttpServletRequest request = request("POST", "/targets/desk-1/events", "gateway.example");
        request.setContent("a=b".getBytes(StandardCharsets.UTF_8));

        HttpServletRequest passed = pass(keyed, request);

        assertThat(passed.getAttribute(FrontDoor.CLIENT)).isEqualTo("anonymous");
        assertThat(passed.getAttribute(FrontDoor.BODY)).isEqualTo("a=b".getBytes(StandardCharsets.UTF_8));
        assertThat(passed.getInputStream().readAllBytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /targets/desk-1/events",
        "POST, /targets/desk-1/events/",
        "POST, /targets/desk-1/events;x",
        "POST, /targets//events",
        "POST, /targets/../events",
        "POST, /targets/%64esk/events",
        "POST, /targets/desk-1",
        "POST, /handovers/targets/desk-1/events"
    })
    void nothing_that_only_looks_like_an_event_comes_in_without_a_key(String method, String path) throws Exception {
        assertThat(answer(keyed, request(method, path, "gateway.example")).getStatus())
                .isEqualTo(401);
    }

    @Test
    void without_clients_a_foreign_host_sends_no_events() throws Exception {
        assertThat(answer(local, request("POST", "/targets/desk-1/events", "gateway.example"))
                        .getStatus())
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/prometheus",
                "/actuator/health/",
                "/actuator/health/db",
                "/actuator/health/../env",
                "/openapi.yaml",
                "/",
                "/handovers;/actuator/health"
            })
    void every_other_path_needs_a_key(String path) throws Exception {
        assertThat(answer(keyed, request("GET", path, "localhost")).getStatus()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void health_needs_no_key(String path) throws Exception {
        assertThat(pass(keyed, request("GET", path, "10.0.0.7")).getAttribute(FrontDoor.CLIENT))
                .isEqualTo("anonymous");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; profile=x",
                "application/vnd.microsoft.activity+json",
                "Application/VND.Microsoft.Activity+JSON; charset=utf-8"
            })
    void a_json_body_goes_on_as_bytes_and_as_nothing_else(String type) throws Exception {
        HttpServletRequest seen = pass(local, post(type, "{\"ä\":1}"));

        assertThat((byte[]) seen.getAttribute(FrontDoor.BODY)).isEqualTo("{\"ä\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(seen.getInputStream().readAllBytes()).isEmpty();
        assertThat(seen.getReader().readLine()).isNull();
        assertThat(seen.getContentLengthLong()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/problem+json",
                "application/json-seq",
                "application/json; charset=latin1",
                "application/json; charset=nonsense",
                "application/json, text/plain",
                "json",
                "*/*",
                "application/*"
            })
    void another_media_type_is_refused_with_the_header_to_send(String type) throws Exception {
        refuse(
                local,
                post(type, "{}"),
                415,
                "found Content-Type " + type + ", expected the header Content-Type: application/json"
                        + " (with curl: -H 'Content-Type: application/json')");
    }

    @Test
    void no_media_type_is_refused_and_a_long_one_is_cut() throws Exception {
        assertThat(detail(answer(local, post(null, "{}")))).startsWith("found no Content-Type, expected the header");
        assertThat(detail(answer(local, post("x".repeat(5_000), "{}"))))
                .startsWith("found Content-Type " + "x".repeat(100) + "…, expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity, br", ""})
    void a_compressed_body_is_refused(String encoding) throws Exception {
        MockHttpServletRequest request = post("application/json", "{}");
        request.addHeader("Content-Encoding", encoding);

        MockHttpServletResponse response =
                refuse(local, request, 415, "found Content-Encoding " + encoding + ", expected a body without one");

        assertThat(response.getHeader("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void the_encoding_identity_is_none() throws Exception {
        MockHttpServletRequest request = post("application/json", "{}");
        request.addHeader("Content-Encoding", "Identity");

        assertThat(pass(local, request).getAttribute(FrontDoor.BODY)).isNotNull();
    }

    @Test
    void one_mebibyte_is_let_through_and_one_byte_more_is_not() throws Exception {
        HttpServletRequest seen = pass(local, post("application/json", " ".repeat(1_048_576)));
        assertThat((byte[]) seen.getAttribute(FrontDoor.BODY)).hasSize(1_048_576);

        refuse(
                local,
                post("application/json", " ".repeat(1_048_577)),
                413,
                "found a body of more than 1 MiB, expected at most 1,048,576 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "PROPFIND", "post"})
    void another_method_is_refused_with_those_there_are(String method) throws Exception {
        MockHttpServletResponse response = refuse(
                local, request(method, "/handovers", "localhost"), 405, "expected POST to hand over, or GET to look");

        assertThat(response.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void looking_needs_no_body(String method) throws Exception {
        assertThat(pass(local, request(method, "/handovers", "localhost")).getAttribute(FrontDoor.BODY))
                .isNull();
    }

    @Test
    void trace_is_refused_everywhere() throws Exception {
        refuse(
                local,
                request("TRACE", "/actuator/health", "localhost"),
                405,
                "found TRACE, which this gateway never answers");
    }

    @Test
    void a_slash_at_the_end_is_another_address() throws Exception {
        refuse(
                local,
                request("POST", "/handovers/", "localhost"),
                404,
                "found a slash at the end, expected the path /handovers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%68andovers", "/handovers;a=b"})
    void another_spelling_of_the_address_is_read_under_the_same_rules(String path) throws Exception {
        MockHttpServletRequest request = post("text/plain", "{}");
        request.setRequestURI(path);

        assertThat(answer(local, request).getStatus()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversation=%", "conversation=%zz", "%2", "a=%25&b=%1g"})
    void a_bad_escape_in_the_query_is_named(String query) throws Exception {
        MockHttpServletRequest request = request("GET", "/handovers", "localhost");
        request.setQueryString(query);

        refuse(
                local,
                request,
                400,
                "found a % in the query without two hex digits after it, expected %25 for a % sign");
    }

    @Test
    void every_answer_forbids_sniffing() throws Exception {
        assertThat(answer(local, request("GET", "/", "localhost")).getHeader("X-Content-Type-Options"))
                .isEqualTo("nosniff");
        assertThat(answer(local, request("GET", "/", "evil")).getHeader("X-Content-Type-Options"))
                .isEqualTo("nosniff");
    }

    private HttpServletRequest pass(FrontDoor door, MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = answer(door, request);
        assertThat(response.getContentAsString()).isEmpty();
        assertThat(chain.getRequest()).isNotNull();
        return (HttpServletRequest) chain.getRequest();
    }

    private MockHttpServletResponse refuse(FrontDoor door, MockHttpServletRequest request, int status, String detail)
            throws Exception {
        MockHttpServletResponse response = answer(door, request);
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(detail(response)).isEqualTo(detail);
        assertThat(chain.getRequest()).isNull();
        return response;
    }

    private MockHttpServletResponse answer(FrontDoor door, MockHttpServletRequest request) throws Exception {
        chain = new MockFilterChain();
        MockHttpServletResponse response = new MockHttpServletResponse();
        door.doFilter(request, response, chain);
        return response;
    }

    private static String detail(MockHttpServletResponse response) throws IOException {
        JsonNode problem = new ObjectMapper().readTree(response.getContentAsByteArray());
        return problem.path("detail").asText();
    }

    private static MockHttpServletRequest request(String method, String path, String host) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.addHeader("Host", host);
        return request;
    }

    private static MockHttpServletRequest post(@Nullable String contentType, String body) {
        MockHttpServletRequest request = request("POST", "/handovers", "localhost");
        request.setContentType(contentType);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }
}
