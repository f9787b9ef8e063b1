package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connector.Connector;
import dev.baton.connector.Example;
import dev.baton.support.ShippedConnectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every connector does what its examples say. */
class ConnectorExamplesTest {

    @TestFactory
    Stream<DynamicContainer> everyConnectorDoesWhatItsExamplesSay() {
        return ShippedConnectors.all().stream().map(ConnectorExamplesTest::examples);
    }

    private static DynamicContainer examples(Connector connector) {
        return DynamicContainer.dynamicContainer(
                connector.id(),
                connector.examples().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                example.file() + ": " + example.title(), () -> holds(connector, example))));
    }

    private static void holds(Connector connector, Example example) {
        try (ExampleProof proof = new ExampleProof(connector)) {
            assertThat(proof.errors(example)).isEmpty();
        }
    }
}
