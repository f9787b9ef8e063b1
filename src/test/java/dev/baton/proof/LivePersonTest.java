package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.Connector;
import dev.baton.connector.DeliveryScope;
import dev.baton.connector.Example;
import dev.baton.connector.Network;
import dev.baton.connector.TargetContext;
import dev.baton.connector.TargetSip;
import dev.baton.support.ShippedConnectors;
import dev.baton.target.TargetDefinition;
import dev.baton.vendor.VendorHttp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What examples cannot say of the connector for LivePerson: several deliveries, and very long texts. */
class LivePersonTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:30:00Z");

    private final Connector connector = ShippedConnectors.get("liveperson");
    private final Example minimal = connector.model().orElseThrow();
    private final List<JsonNode> answers =
            minimal.exchange().stream().map(Example.Call::response).toList();
    private final ActiveTarget target =
            new ActiveTarget(TargetDefinition.of("liveperson", connector.form(), minimal.settings()), connector);
    private final VendorScript vendor = new VendorScript();

    @Test
    void aSecondDeliveryAsksNeitherForTheDomainsNorForATokenOfTheApp() throws Exception {
        try (TargetContext context = TargetContext.build(
                target, VendorHttp.Limits.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC), new Network(List.of(vendor), TargetSip.NONE))) {
            vendor.rewind(answers);
            context.call(delivery(minimal.handover()));
            assertThat(vendor.calls()).hasSize(5);

            vendor.rewind(answers.subList(2, 5));
            ObjectNode receipt = context.call(delivery(minimal.handover()));

            assertThat(receipt.path("state").asText()).isEqualTo("queued");
            assertThat(vendor.calls())
                    .extracting(RecordedCall::url)
                    .containsExactly(
                            "https://va.idp.liveperson.net/api/account/12345678/consumer?v=1.0",
                            "https://va.msg.liveperson.net/api/account/12345678/messaging/consumer/conversation?v=3",
                            "https://va.msg.liveperson.net/api/account/12345678/messaging/consumer/conversation/send?v=3");
        }
    }

    @Test
    void aMessageOfTenThousandCharactersAndFiveHundredLinesArriveWithinTheLimit() throws Exception {
        ObjectNode handover = minimal.handover().deepCopy();
        handover.withObject("/summary").put("text", "Ünïcode 😀 שלום ".repeat(700));
        for (int i = 0; i < 500; i++) {
            handover.withArray("/transcript")
                    .addObject()
                    .put("text", "Line " + i + " \"quoted\" 😀")
                    .putObject("author")
                    .put("role", i % 2 == 0 ? "customer" : "bot");
        }
        try (Trial trial = new Trial(target)) {
            Trial.Result result = trial.run(delivery(handover), answers);

            assertThat(result.failure()).isNull();
            String text = result.calls().get(4).json().at("/body/event/message").asText();
            assertThat(text.length()).isBetween(4000, 4096);
            assertThat(text).contains("earlier messages cut", "Line 499 \"quoted\" 😀");
            assertThat(result.notes()).extracting("pointer").contains("/transcript");
        }
    }

    @Test
    void aTargetThatNamesAllHostsIsRehearsedWithoutTheLookUp() {
        ObjectNode settings = minimal.settings().deepCopy();
        for (String url : List.of("sentinelUrl", "idpUrl", "messagingUrl")) {
            settings.put(url, "https://desk.example.com");
        }
        TargetDefinition own = TargetDefinition.of("liveperson", connector.form(), settings);
        DeliveryScope scope =
                DeliveryScope.trial(new ActiveTarget(own, connector), "01JD", minimal.handover(), own.settings(), NOW);

        Trial.Result result = new Rehearsal().run(scope);

        assertThat(result.failure()).isNull();
        assertThat(result.calls()).hasSize(4);
        assertThat(result.calls().get(0).form().path("client_secret").asText()).isEqualTo("***");
        assertThat(result.calls().get(1).headers()).containsEntry("authorization", "***");
        assertThat(connector.model(Set.of("csdsUrl"))).contains(minimal);
    }

    private DeliveryScope delivery(ObjectNode handover) {
        return DeliveryScope.trial(
                target,
                "01JD0000000000000000000000",
                handover,
                target.definition().settings(),
                NOW);
    }
}
