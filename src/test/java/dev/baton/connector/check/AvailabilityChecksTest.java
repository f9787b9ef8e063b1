package dev.baton.connector.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.connector.ConnectorFolder;
import dev.baton.proof.ConnectorProof;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Kamelet that asks whether anybody is there is under the rules of the connector's own. */
class AvailabilityChecksTest {

    private static final String ASKING = "desk.availability.kamelet.yaml";
    private static final String ASKED = "examples/open.yaml";

    @Test
    void aRightOneIsTaken() {
        assertThat(ConnectorProof.of(folder(files())).availability()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: desk.availability | name: desk.hours | /metadata/name: found desk.hours, expected desk.availability",
                "required: [team] | required: [taem] | /spec/definition/required/0: found 'taem', expected a setting",
                "properties: {} | properties: {more: {type: string}} | /spec/definition/properties: found settings, expected {}: the settings are those of desk.kamelet.yaml",
                "{{apiUrl}}/hours | {{apiURL}}/hours | found {{apiURL}}, expected a setting",
                "{{apiUrl}}/hours | {{apiUrl}}/hours?key={{key}} | found the secret {{key}} in an address",
                "jslt:hours.jslt | jslt:horus.jslt | found jslt:horus.jslt, expected a file of this folder",
                "- to: {id: ask | - toD: {id: ask | found toD, expected to: an endpoint must not be chosen by a message",
                "- to: {id: ask | - script: {id: code, groovy: x}\\n        - to: {id: ask | found",
                "name: desk.availability | name: desk.availability, annotations: {baton.dev/channels: text} | found baton.dev/channels, expected only baton.dev/hosts and baton.dev/docs here",
            })
    void whatIsWrongWithItIsSaid(String right, String wrong, String expected) {
        SortedMap<String, String> files = files();
        String text = String.valueOf(files.get(ASKING));
        assertThat(text).contains(right);
        files.put(ASKING, text.replace(right, wrong.replace("\\n", "\n")));

        List<SourceError> errors = errors(files);

        assertThat(errors)
                .filteredOn(error -> error.file().endsWith(ASKING))
                .extracting(Object::toString)
                .anyMatch(error -> error.contains(expected));
    }

    @Test
    void itNeedsAnExampleThatProvesIt() {
        SortedMap<String, String> files = files();
        files.remove(ASKED);

        assertThat(errors(files))
                .extracting(SourceError::problem)
                .containsExactly(
                        "found no example with operation: availability, expected at least one: it proves " + ASKING);
    }

    @Test
    void anExampleMustGiveWhatIsNeededToAsk() {
        SortedMap<String, String> files = files();
        files.computeIfPresent(ASKED, (name, text) -> text.replace(", team: red", ""));

        assertThat(errors(files))
                .extracting(Object::toString)
                .anyMatch(error -> error.contains("/settings/team: found nothing, expected a value (required to ask)"));
    }

    @Test
    void anExampleOfItWithoutItIsRefused() {
        SortedMap<String, String> files = files();
        files.remove(ASKING);
        files.remove("hours.jslt");

        assertThat(errors(files))
                .extracting(SourceError::problem)
                .containsExactly("found availability, but the connector cannot ask, expected a file " + ASKING);
    }

    @Test
    void anAnswerThatSaysNothingIsAFailure() {
        SortedMap<String, String> files = files();
        files.put("hours.jslt", "{\"opne\": true}");

        assertThat(errors(files))
                .extracting(SourceError::problem)
                .allMatch(problem -> problem.contains("The last mapping gave no open: true or open: false"))
                .hasSize(1);
    }

    @Test
    void aDifferenceIsSaidWithItsPlace() {
        SortedMap<String, String> files = files();
        files.put("hours.jslt", "{\"open\": false}");

        assertThat(errors(files))
                .extracting(SourceError::pointer, SourceError::problem)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/availability/open", "found false, expected true"));
    }

    private static List<SourceError> errors(SortedMap<String, String> files) {
        return catchThrowableOfType(SourceException.class, () -> ConnectorProof.of(folder(files)))
                .errors();
    }

    private static ConnectorFolder folder(SortedMap<String, String> files) {
        return new ConnectorFolder("desk", "here", files);
    }

    private static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(
                "desk.kamelet.yaml",
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
                      team: {type: string}
                      apiUrl: {type: string, format: uri, default: "https://desk.example.org"}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - to: {uri: "jslt:receipt.jslt"}
                """);
        files.put("receipt.jslt", "{\"state\": \"accepted\"}");
        files.put(
                "examples/minimal.yaml",
                """
                title: A chat is opened
                handover:
                  source: {platform: p, botId: b}
                  conversation: {id: c-1, channel: text}
                  reason: {code: other}
                settings: {key: sesame}
                exchange: []
                receipt: {state: accepted}
                """);
        files.put(
                ASKING,
                """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata: {name: desk.availability}
                spec:
                  definition: {required: [team], properties: {}}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - to: {uri: "secret:key", parameters: {query: key}}
                        - to: {id: ask, uri: "{{apiUrl}}/hours", parameters: {httpMethod: GET}}
                        - to: {uri: "jslt:hours.jslt"}
                """);
        files.put("hours.jslt", "{\"open\": .open}");
        files.put(
                ASKED,
                """
                title: The desk is open
                operation: availability
                settings: {key: sesame, team: red}
                exchange:
                  - request: {method: GET, url: "https://desk.example.org/hours?key=sesame"}
                    response: {status: 200, body: {open: true}}
                availability: {open: true}
                """);
        return files;
    }
}
