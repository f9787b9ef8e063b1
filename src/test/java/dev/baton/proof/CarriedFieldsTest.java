package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.handover.HandoverSchema;
import dev.baton.source.SourceYaml;
import dev.baton.support.ShippedConnectors;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a bot says either reaches the target, or the receipt warns that it does not. */
class CarriedFieldsTest {

    /** Each text is there once, so that it is known again. Words that connectors translate are left out. */
    private static final String HANDOVER =
            """
            source: {platform: halo, botId: support}
            conversation: {id: c-1, channel: text, language: tlh}
            customer:
              {id: customer-id, name: Given Family, email: mail@example.org, phone: "+31612345678", locale: nl-BE,
              avatarUrl: "https://example.org/avatar", externalIds: {crm: crm-id}, attributes: {tier: golden}}
            reason:
              {code: unresolved, detail: the detail, failedAttempts: 7341, intent: the intent, sentiment: the mood,
              topics: [the topic], lastUtterance: the last words}
            summary: {text: the summary}
            transcript: [{author: {role: customer}, text: the transcript}]
            context: {colour: orange}
            routing:
              {queue: the queue, skills: [the skill], keywords: [the keyword], department: the department,
              webstoreReferrer: the shop, profile: the profile, agentId: the agent}
            voice:
              {callId: call-id, sipCallId: sip-id, localTag: local-tag, remoteTag: remote-tag, from: caller, to: callee,
              localUri: "sip:local@bot.example", remoteUri: "sip:remote@caller.example",
              remoteTarget: "sip:target@caller.example", routeSet: ["sip:first.example;lr"], cseq: 8675309,
              sipTarget: "sip:agents@desk.example", headers: {X-Trunk: the trunk}}
            """;

    @ParameterizedTest
    @MethodSource("connectors")
    void everyFieldArrivesOrIsWarnedOf(String id) {
        Connector connector = ShippedConnectors.get(id);
        ObjectNode handover =
                (ObjectNode) SourceYaml.parse("handover.yaml", HANDOVER).root();
        assertThat(HandoverSchema.check(handover)).isEmpty();

        List<String> lost = new ArrayList<>();
        texts(handover, "", lost);
        lost.removeIf(pointer -> pointer.startsWith("/source") || pointer.matches("/conversation/(id|channel)"));
        assertThat(lost).hasSizeGreaterThan(25);
        lost.remove("/reason/code");
        lost.remove("/transcript/0/author/role");
        String sent = sent(connector, handover);
        lost.removeIf(pointer -> sent.contains(handover.at(pointer).asText()));
        List<String> warnedOf = connector.carries().leftBehind(handover);
        lost.removeIf(pointer -> warnedOf.stream().anyMatch(warned -> (pointer + "/").startsWith(warned + "/")));

        assertThat(lost).as(id + " sent " + sent).isEmpty();
    }

    private static String sent(Connector connector, ObjectNode handover) {
        try (Stage stage = Stage.of(connector).get(0)) {
            Trial.Result result = stage.deliver(handover);
            assertThat(result.failure()).isNull();
            return result.calls().stream()
                    .map(call -> URLDecoder.decode(call.url(), StandardCharsets.UTF_8) + " " + call.body())
                    .collect(Collectors.joining("\n"));
        }
    }

    private static void texts(JsonNode value, String pointer, List<String> found) {
        if (value.isValueNode()) {
            found.add(pointer);
        }
        value.properties().forEach(member -> texts(member.getValue(), pointer + "/" + member.getKey(), found));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            texts(value.path(i), pointer + "/" + i, found);
        }
    }

    static Stream<String> connectors() {
        return ShippedConnectors.overHttp().map(Connector::id);
    }
}
