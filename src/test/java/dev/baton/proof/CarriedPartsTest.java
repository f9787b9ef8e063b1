package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.handover.Channel;
import dev.baton.handover.HandoverSchema;
import dev.baton.support.ShippedConnectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code baton.dev/carries} says is so: each part of a handover that it names changes what the vendor gets, and
 * each part that the bot is warned about changes nothing.
 */
class CarriedPartsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> BY_MEMBER = List.of("customer", "reason", "routing", "voice");
    private static final List<String> WHOLE = List.of("/summary", "/transcript", "/context", "/conversation/language");

    @ParameterizedTest
    @MethodSource("dev.baton.proof.ModelDelivery#callers")
    void theBotIsWarnedAboutWhatDoesNotArriveAndAboutNothingElse(String id) throws Exception {
        ObjectNode handover = handover(ShippedConnectors.get(id), "/handovers/every-part.json");
        ObjectNode other = handover(ShippedConnectors.get(id), "/handovers/every-part-otherwise.json");
        List<String> lost = new ArrayList<>();
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            List<RecordedCall> calls = calls(delivery, handover);
            for (String pointer : parts(handover)) {
                if (calls(delivery, exchanged(handover, other, pointer)).equals(calls)) {
                    lost.add(pointer);
                }
            }
        }

        assertThat(ShippedConnectors.get(id).carries().leftBehind(handover)).containsExactlyInAnyOrderElementsOf(lost);
    }

    private static List<RecordedCall> calls(ModelDelivery delivery, ObjectNode handover) {
        Trial.Result result = delivery.deliver(handover);
        assertThat(result.failure()).isNull();
        return result.calls();
    }

    private static ObjectNode handover(Connector connector, String resource) throws IOException {
        ObjectNode handover = (ObjectNode) JSON.readTree(CarriedPartsTest.class.getResource(resource));
        Channel channel = connector.channels().contains(Channel.VOICE) ? Channel.VOICE : Channel.TEXT;
        handover.withObject("/conversation").put("channel", channel.wireName());
        assertThat(HandoverSchema.check(handover)).isEmpty();
        return handover;
    }

    private static List<String> parts(ObjectNode handover) {
        List<String> pointers = new ArrayList<>(WHOLE);
        BY_MEMBER.forEach(name ->
                handover.path(name).fieldNames().forEachRemaining(member -> pointers.add("/" + name + "/" + member)));
        return pointers;
    }

    /** The handover with one part of the other one. */
    private static ObjectNode exchanged(ObjectNode handover, ObjectNode other, String pointer) {
        JsonNode replacement = other.at(pointer);
        assertThat(replacement).as(pointer).isNotEqualTo(handover.at(pointer));
        ObjectNode copy = handover.deepCopy();
        int last = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) Objects.requireNonNull(copy.at(pointer.substring(0, last)));
        parent.set(pointer.substring(last + 1), replacement);
        return copy;
    }
}
