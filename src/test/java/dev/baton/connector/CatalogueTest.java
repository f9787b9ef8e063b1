package dev.baton.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.proof.ConnectorProof;
import dev.baton.source.SourceException;
import dev.baton.support.Catalogue;
import dev.baton.target.TargetDefinition;
import dev.baton.vendor.VendorHttp;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kamelets of Apache's catalogue are connectors as they are. */
class CatalogueTest {

    static List<String> sinks() throws IOException {
        List<String> sinks = new ArrayList<>(Catalogue.sinks());
        sinks.remove("exec-sink");
        return sinks;
    }

    @Test
    void a_sink_that_runs_programs_is_refused() {
        assertThatThrownBy(() -> ConnectorProof.of(Catalogue.folder("exec-sink")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("exec-sink.kamelet.yaml:63:16: ")
                .hasMessageContaining("found exec:, which runs code");
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void every_sink_is_read_and_proven(String id) {
        Connector connector = ConnectorProof.of(Catalogue.folder(id));
        assertThat(connector.id()).isEqualTo(id);
        assertThat(connector.idempotent()).isFalse();
    }

    /** The others miss a component or a language, except one, which has a secret inside of a longer option. */
    @ParameterizedTest
    @ValueSource(strings = {"http-sink", "http-secured-sink", "log-sink", "mail-sink"})
    void a_sink_whose_component_is_there_becomes_a_target(String id) {
        assertThatCode(() -> build(id).close()).doesNotThrowAnyException();
    }

    @Test
    void a_sink_whose_component_is_missing_says_which() {
        assertThatThrownBy(() -> build("kafka-sink"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("kafka-sink.kamelet.yaml:145:")
                .hasMessageContaining("found kafka:, which no component on the class path offers");
    }

    private static TargetContext build(String id) {
        Connector connector = ConnectorReader.read(Catalogue.folder(id));
        ObjectNode settings = KameletUnderTest.settings();
        connector.form().definition().path("properties").properties().forEach(setting -> {
            boolean refused = setting.getKey().startsWith("oauth2");
            if (!setting.getValue().has("default") && !refused) {
                settings.put(setting.getKey(), madeUp(setting.getValue()));
            }
        });
        TargetDefinition definition = TargetDefinition.of("stock", connector.form(), settings);
        ActiveTarget target = new ActiveTarget(definition, connector);
        return TargetContext.build(target, VendorHttp.Limits.DEFAULT, Clock.systemUTC(), Network.HTTP);
    }

    private static String madeUp(JsonNode setting) {
        return setting.path("example").asText("made-up");
    }
}
