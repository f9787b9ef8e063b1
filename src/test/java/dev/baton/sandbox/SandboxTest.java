package dev.baton.sandbox;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.connector.Example;
import dev.baton.handover.Channel;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.ShippedConnectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulated desks play every connector, without a word about any of them. */
class SandboxTest {

    @TempDir
    static Path folder;

    private static SimulatedDesk desk;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        desk = SimulatedDesk.start(0);
        Path targets = SandboxTargets.write(folder, ShippedConnectors.all(), desk);
        gateway = GatewayUnderTest.start(folder, Files.readString(targets), Sandbox.SIP);
        desk.callBack("http://127.0.0.1:" + gateway.port());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        desk.close();
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void a_handover_to_any_connector_ends_as_its_model_example_says(
            Connector connector, Channel channel, JsonNode expected) throws Exception {
        String id = connector.id();
        String conversation = "c-" + id + "-" + channel.wireName();
        String message = channel == Channel.TEXT ? Messages.to(id, conversation) : Messages.callTo(id, conversation);
        ObjectNode receipt = json(gateway.post(message, "Prefer", "wait=10"));

        assertThat(receipt.path("state")).isEqualTo(expected.path("state"));
        assertThat(names(receipt.path("externalRefs"))).isEqualTo(names(expected.path("externalRefs")));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static Stream<Object[]> connectors() {
        return ShippedConnectors.all().stream()
                .flatMap(connector -> connector.channels().stream().map(channel -> modelReceipt(connector, channel)));
    }

    /** Vendors send their first event. The desk's SBC answers a call; nobody routes one to the gateway. */
    private static List<Example.Event> played(Connector connector, Example model) {
        List<Example.Event> events = model.events();
        if (events.isEmpty() || Objects.requireNonNull(connector.events()).authentication() != null) {
            return events.stream().limit(1).toList();
        }
        boolean refers = model.exchange().get(0).request().path("method").asText().equals("REFER");
        return refers ? events.subList(events.size() - 1, events.size()) : List.of();
    }

    /** What the first event says comes on top of what the answer says. */
    private static Object[] modelReceipt(Connector connector, Channel channel) {
        Example model = connector.model().orElseThrow();
        ObjectNode receipt =
                (ObjectNode) Objects.requireNonNull(model.receipt()).deepCopy();
        for (Example.Event event : played(connector, model)) {
            JsonNode first = event.expect().path(0);
            receipt.set("state", first.path("state"));
            first.path("externalRefs").properties().forEach(ref -> receipt.withObject("externalRefs")
                    .set(ref.getKey(), ref.getValue()));
        }
        return new Object[] {Named.of(connector.id(), connector), channel, receipt};
    }
}
