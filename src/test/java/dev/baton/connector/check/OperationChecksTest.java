package dev.baton.connector.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.Operation;
import dev.baton.proof.ConnectorProof;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Kamelet that does something beside the handover is under the rules of the connector's own, and proven as it is. */
class OperationChecksTest {

    private static final String UNDO = "msc-text.undo.kamelet.yaml";

    private final SortedMap<String, String> files = new TreeMap<>(
            Objects.requireNonNull(ConnectorFolder.shipped().get("msc-text")).files());

    @Test
    void the_file_is_the_declaration() {
        assertThat(proven().operations()).containsOnlyKeys(Operation.UNDO);

        files.keySet().removeIf(name -> name.contains("undo") || name.equals("enable.jslt"));
        assertThat(proven().operations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "msc-text.undo.kamelet.yaml | name: msc-text.undo | name: msc-text.undoing | expected msc-text.undo",
                "msc-text.undo.kamelet.yaml | properties: {} | properties: {more: {type: string}} | found settings, expected {}",
                "msc-text.undo.kamelet.yaml | jslt:enable.jslt | jslt:enabel.jslt | expected a file of this folder",
                "msc-text.undo.kamelet.yaml | {{accountId}} | {{acountId}} | expected a setting",
                "enable.jslt | Enable | Enabel | found \"Enabel\", expected \"Enable\"",
                "examples/undo.yaml | done: true | receipt: {state: accepted} | nothing here",
                "examples/undo.yaml | operation: undo | operation: assign | found assign, but the connector cannot do that",
            })
    void what_is_wrong_is_said(String file, String right, String wrong, String expected) {
        assertThat(files.get(file)).contains(right);
        files.computeIfPresent(file, (name, text) -> text.replace(right, wrong));

        assertThat(errors()).extracting(Object::toString).anyMatch(error -> error.contains(expected));
    }

    @Test
    void it_needs_an_example_that_proves_it() {
        files.keySet().removeIf(name -> name.startsWith("examples/undo"));

        assertThat(errors())
                .extracting(SourceError::problem)
                .containsExactly("found no example with operation: undo, expected at least one: it proves " + UNDO);
    }

    @Test
    void an_example_says_what_it_gets() {
        files.computeIfPresent("examples/undo.yaml", (name, text) -> text.replaceFirst("(?m)^order: .*\n", ""));

        assertThat(errors()).extracting(Object::toString).anyMatch(error -> error.contains("/order"));
    }

    private Connector proven() {
        return ConnectorProof.of(new ConnectorFolder("msc-text", "desk", files));
    }

    private List<SourceError> errors() {
        SourceException refused = catchThrowableOfType(SourceException.class, this::proven);
        assertThat(refused).isNotNull();
        return refused.errors();
    }
}
