package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.baton.connector.ConnectorFolder;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the author of a connector is told when the folder reads well and does something else than its examples say. */
class RefusedByProofTest {

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: desk
              annotations: {baton.dev/channels: text, baton.dev/hosts: desk.example.org}
            spec:
              definition:
                type: object
                required: [key]
                properties:
                  key: {type: string, format: password}
                  apiUrl: {type: string, format: uri, default: "https://desk.example.org"}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {uri: "jslt:open.jslt"}
                    - to: {uri: "secret:key", parameters: {header: X-Key}}
                    - to: {uri: "{{apiUrl}}/chats", parameters: {httpMethod: POST}}
                    - to: {uri: "jslt:receipt.jslt"}
            """;

    private static final String EXAMPLE =
            """
            title: A chat is opened
            handover:
              source: {platform: p, botId: b}
              conversation: {id: c-1, channel: text}
              reason: {code: other}
              customer: {name: Ada}
            settings: {key: sesame}
            exchange:
              - request:
                  method: POST
                  url: https://desk.example.org/chats
                  headers: {X-Key: sesame}
                  body: {name: Ada, id: $handoverId, tags: [a, b], size: 1}
                response: {status: 200, body: {id: ch-1}}
            receipt: {state: accepted, externalRefs: {chat: ch-1}}
            """;

    private static final String OPEN =
            "{\"name\": .customer.name, \"id\": $handoverId, \"tags\": [\"a\", \"b\"], \"size\": 1}";
    private static final String RECEIPT = "{\"state\": \"accepted\", \"externalRefs\": {\"chat\": .id}}";

    static Stream<Arguments> refused() {
        return Stream.of(
                example(
                        "url: https://desk.example.org/chats",
                        "url: https://desk.example.org/chat",
                        "11:12: /exchange/0/request/url: found \"https://desk.example.org/chats\", expected \"https://desk.example.org/chat\""),
                example(
                        "method: POST",
                        "method: PUT",
                        "10:15: /exchange/0/request/method: found \"POST\", expected \"PUT\""),
                example(
                        "headers: {X-Key: sesame}",
                        "headers: {X-Key: other}",
                        "12:24: /exchange/0/request/headers/X-Key: found \"sesame\", expected \"other\""),
                example(
                        "headers: {X-Key: sesame}",
                        "headers: {X-Team: red}",
                        "12:25: /exchange/0/request/headers/X-Team: found nothing, expected \"red\""),
                example("size: 1", "size: 2", "13:62: /exchange/0/request/body/size: found 1, expected 2"),
                example(
                        "tags: [a, b]",
                        "tags: [a]",
                        "13:42: /exchange/0/request/body/tags/1: found \"b\", expected nothing"),
                example(", size: 1", "", "13:7: /exchange/0/request/body/size: found 1, expected nothing"),
                example(
                        "size: 1",
                        "size: 1, team: red",
                        "13:71: /exchange/0/request/body/team: found nothing, expected \"red\""),
                example(
                        "state: accepted",
                        "state: queued",
                        "15:18: /receipt/state: found \"accepted\", expected \"queued\""),
                example(
                        "{chat: ch-1}}",
                        "{chat: ch-2}}",
                        "15:49: /receipt/externalRefs/chat: found \"ch-1\", expected \"ch-2\""),
                example(
                        "response: {status: 200, body: {id: ch-1}}",
                        "response: {status: 403}",
                        "15:10: /receipt: found a failure (The target answered 403), expected this receipt"),
                example(
                        "receipt:",
                        """
                          - request: {method: GET, url: "https://desk.example.org/more"}
                            response: {status: 200}
                        receipt:""",
                        "15:14: /exchange/1/request: found no call, expected this one"),
                mapping(
                        "{\"name\": .customer.nmae, \"id\": $handoverId, \"tags\": [\"a\", \"b\"], \"size\": 1}",
                        "examples/minimal.yaml:13:20: /exchange/0/request/body/name: found nothing, expected \"Ada\""),
                mapping(
                        "error(\"no team\")",
                        "examples/minimal.yaml:10:7: /exchange/0/request: found no call, expected this one",
                        "examples/minimal.yaml:15:10: /receipt: found a failure (open.jslt:1:1: no team), expected this receipt"),
                kamelet(
                        "{{apiUrl}}/chats",
                        "https://elsewhere.example.org/chats",
                        "examples/minimal.yaml:10:7: /exchange/0/request: found no call, expected this one",
                        "examples/minimal.yaml:15:10: /receipt: found a failure ("),
                kamelet(
                        "parameters: {httpMethod: POST}",
                        "parameters: {httpMehtod: POST}",
                        "examples/minimal.yaml:10:15: /exchange/0/request/method",
                        "examples/minimal.yaml:11:12: /exchange/0/request/url: found",
                        "examples/minimal.yaml:13:13: /exchange/0/request/body: found nothing, expected {"),
                kamelet(
                        "\"jslt:open.jslt\"",
                        "\"jslt:open.jslt?in=body\"",
                        "desk.kamelet.yaml:17:21: /spec/template/from/steps/0/to/uri: found in=body, which jslt: does not know"),
                kamelet(
                        "- to: {uri: \"jslt:open.jslt\"}",
                        "- to: {uri: \"jslt:open.jslt\"}\n        - to: {uri: \"lgo:x\"}",
                        "desk.kamelet.yaml:18:21: /spec/template/from/steps/1/to/uri: found lgo:, which no component on the class path offers"),
                kamelet(
                        "- to: {uri: \"jslt:open.jslt\"}",
                        "- to: {uri: \"jslt:open.jslt\"}\n        - marshall: {}",
                        "desk.kamelet.yaml:18:11: found what Camel cannot use: Unknown node id: marshall"));
    }

    @Test
    void the_folder_itself_is_good() {
        assertThat(ConnectorProof.of(folder(files())).examples()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void the_author_is_told_where_what_was_found_and_what_was_expected(
            SortedMap<String, String> files, List<String> expected) {
        SourceException refusal = catchThrowableOfType(SourceException.class, () -> ConnectorProof.of(folder(files)));

        assertThat(refusal.errors()).as(refusal.getMessage()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(line(refusal.errors().get(i))).startsWith(expected.get(i));
        }
    }

    @Test
    void an_event_that_is_understood_otherwise_is_told_with_its_place() {
        SortedMap<String, String> files = files();
        files.put(
                "desk.kamelet.yaml",
                KAMELET.replace("desk.example.org}", "desk.example.org, baton.dev/events: 'token=key, query=k'}"));
        files.put("desk.events.jslt", "[{\"handoverId\": .body.id, \"state\": .query.to, \"note\": .headers.note}]");
        files.put(
                "examples/minimal.yaml",
                EXAMPLE
                        + """
                        events:
                          - request: {body: {id: $handoverId}, query: {to: quewed}, headers: {Note: x}}
                            expect: [{handoverId: $handoverId, state: queued}]
                        """);

        SourceException refusal = catchThrowableOfType(SourceException.class, () -> ConnectorProof.of(folder(files)));

        assertThat(refusal.errors())
                .extracting(SourceError::problem)
                .containsExactly(
                        "found \"quewed\", expected \"queued\"",
                        "found \"x\", expected nothing",
                        "at /0/state found \"quewed\", expected one of queued, accepted, assigned, active, completed,"
                                + " returned, failed; did you mean 'queued'?",
                        "at /0/note found \"x\", expected no such member; known here: handoverId, externalRef, state,"
                                + " externalRefs, failure, detail");
        assertThat(refusal.errors())
                .extracting(SourceError::pointer)
                .containsExactly(
                        "/events/0/expect/0/state", "/events/0/expect/0/note", "/events/0/expect", "/events/0/expect");
    }

    private static String line(SourceError error) {
        return error.toString().replaceFirst("^here/", "");
    }

    private static Arguments example(String right, String wrong, String... expected) {
        return edited(
                "examples/minimal.yaml",
                right,
                wrong,
                Stream.of(expected).map(line -> "examples/minimal.yaml:" + line).toList());
    }

    private static Arguments kamelet(String right, String wrong, String... expected) {
        return edited("desk.kamelet.yaml", right, wrong, List.of(expected));
    }

    private static Arguments mapping(String wrong, String... expected) {
        return edited("open.jslt", OPEN, wrong, List.of(expected));
    }

    private static Arguments edited(String file, String right, String wrong, List<String> expected) {
        SortedMap<String, String> files = files();
        String text = String.valueOf(files.get(file));
        assertThat(text).contains(right);
        files.put(file, text.replace(right, wrong));
        return arguments(files, expected);
    }

    private static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("desk.kamelet.yaml", KAMELET);
        files.put("open.jslt", OPEN);
        files.put("receipt.jslt", RECEIPT);
        files.put("examples/minimal.yaml", EXAMPLE);
        return files;
    }

    private static ConnectorFolder folder(SortedMap<String, String> files) {
        return new ConnectorFolder("desk", "here", files);
    }
}
