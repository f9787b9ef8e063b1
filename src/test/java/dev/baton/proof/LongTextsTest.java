package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverSchema;
import dev.baton.support.ShippedConnectors;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Long conversations at every connector: nothing is refused, and nothing is lost without a mark and a warning. */
class LongTextsTest {

    private static final int LINES = 500;
    private static final String LONG = "start " + "0123456789".repeat(998) + " the end";

    @ParameterizedTest
    @MethodSource("storytellers")
    void ofFiveHundredMessagesTheNewestArriveAndTheRestIsCounted(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            Trial.Result result = delivery.deliver(withTranscript(
                    delivery,
                    IntStream.range(0, LINES).mapToObj(LongTextsTest::line).toList()));

            assertThat(result.failure()).isNull();
            String sent = String.join("\n", ModelDelivery.texts(result));
            List<Integer> left = IntStream.range(0, LINES)
                    .filter(i -> !sent.contains(line(i)))
                    .boxed()
                    .toList();
            assertThat(left)
                    .as("messages left out, the oldest and no others")
                    .isEqualTo(IntStream.range(0, left.size()).boxed().toList())
                    .hasSizeLessThan(LINES);
            if (!left.isEmpty()) {
                assertThat(sent).contains("[… " + left.size() + " earlier messages cut]");
                assertThat(result.notes()).extracting("pointer").contains("/transcript");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("storytellers")
    void aMessageOfTenThousandCharactersArrivesWholeOrWithAMark(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            Trial.Result result = delivery.deliver(withTranscript(delivery, List.of(LONG)));

            assertThat(result.failure()).isNull();
            String sent = String.join("\n", ModelDelivery.texts(result));
            assertThat(sent).contains("start 0123456789");
            if (!sent.contains(LONG)) {
                assertThat(sent).contains("…");
                boolean split = sent.contains(" the end");
                assertThat(result.notes()).hasSize(split ? 0 : 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("storytellers")
    void whoSaidItIsVisible(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            ObjectNode byCustomer = withTranscript(delivery, List.of("hello"));
            ObjectNode byBot = byCustomer.deepCopy();
            byBot.withObject("/transcript/0/author").put("role", "bot");

            assertThat(delivery.deliver(byBot).calls())
                    .isNotEqualTo(delivery.deliver(byCustomer).calls());
        }
    }

    /** Those that say they bring the transcript to somebody. */
    static Stream<String> storytellers() {
        return ModelDelivery.callers()
                .filter(id -> ShippedConnectors.get(id).carries().paths().contains("transcript"));
    }

    private static String line(int i) {
        return "line-" + i + "-" + "x".repeat(60) + " ends";
    }

    private static ObjectNode withTranscript(ModelDelivery delivery, List<String> texts) {
        ObjectNode handover = delivery.model().handover().deepCopy();
        ArrayNode transcript = handover.putArray("transcript");
        for (String text : texts) {
            transcript.addObject().put("text", text).putObject("author").put("role", "customer");
        }
        assertThat(HandoverSchema.check(handover)).isEmpty();
        return handover;
    }
}
