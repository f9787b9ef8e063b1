package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.baton.connector.ConnectorFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code into: keep}: a connector with several calls uses what the vendor answered to an earlier one. */
class KeptAnswerTest {

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: {name: three-calls}
            spec:
              definition: {type: object, properties: {}}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: {uri: "https://desk.example.org/sessions", parameters: {httpMethod: POST}}
                    - to: {uri: "jslt:keep.jslt", parameters: {into: keep}}
                    - to: {uri: "jslt:path.jslt", parameters: {into: path}}
                    - to: {uri: "jslt:open.jslt"}
                    - to: {uri: "https://desk.example.org/sessions", parameters: {httpMethod: POST}}
                    - to: {uri: "jslt:note.jslt"}
                    - to: {uri: "https://desk.example.org/notes", parameters: {httpMethod: POST}}
                    - to: {uri: "jslt:receipt.jslt"}
            """;

    private static final String EXAMPLE =
            """
            title: The session of the first answer is in every later call and in the receipt
            handover: {source: {platform: p, botId: b}, conversation: {id: c, channel: text}, reason: {code: other}}
            exchange:
              - request: {method: POST, url: "https://desk.example.org/sessions", body: {%s}}
                response: {status: 200, body: {session: s/1}}
              - request: {method: POST, url: "https://desk.example.org/sessions/s%%2F1/chats", body: {session: s/1}}
                response: {status: 200, body: {chat: ch-2}}
              - request: {method: POST, url: "https://desk.example.org/notes", body: {session: s/1, chat: ch-2}}
                response: {status: 204}
            receipt: {state: accepted, externalRefs: {session: s/1}}
            """
                    .formatted("source: {platform: p, botId: b}, conversation: {id: c, channel: text}, "
                            + "reason: {code: other}");

    @TempDir
    Path connectors;

    private Path folder;

    @BeforeEach
    void writeTheConnector() throws Exception {
        folder = Files.createDirectories(connectors.resolve("three-calls"));
        write("three-calls.kamelet.yaml", KAMELET);
        write("keep.jslt", "{\"session\": .session}");
        write("open.jslt", "$kept");
        write("path.jslt", "[$kept.session, \"chats\"]");
        write("note.jslt", "$kept + .");
        write("receipt.jslt", "{\"state\": \"accepted\", \"externalRefs\": $kept}");
        write("examples/minimal.yaml", EXAMPLE);
    }

    @Test
    void an_earlier_answer_reaches_every_later_mapping_and_the_body_stays() throws Exception {
        assertThatCode(this::proveTheConnector).doesNotThrowAnyException();
    }

    @Test
    void nothing_is_kept_before_the_first_answer() throws Exception {
        write("keep.jslt", "{\"session\": fallback($kept.session, .session), \"before\": $kept == null}");
        write("open.jslt", "{\"session\": $kept.session, \"before\": $kept.before}");
        write("note.jslt", "{\"session\": $kept.session} + .");
        write("receipt.jslt", "{\"state\": \"accepted\", \"externalRefs\": {\"session\": $kept.session}}");
        write(
                "examples/minimal.yaml",
                EXAMPLE.replace(
                        "sessions/s%2F1/chats\", body: {session: s/1}",
                        "sessions/s%2F1/chats\", body: {session: s/1, before: true}"));
        assertThatCode(this::proveTheConnector).doesNotThrowAnyException();
    }

    private void proveTheConnector() {
        ConnectorProof.of(ConnectorFolder.read(folder));
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
