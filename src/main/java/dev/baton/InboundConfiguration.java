package dev.baton;

import dev.baton.action.ActionPlanner;
import dev.baton.action.ActionRules;
import dev.baton.activity.ActivityTranslation;
import dev.baton.catalog.Catalog;
import dev.baton.delivery.Deliveries;
import dev.baton.delivery.EventRecorder;
import dev.baton.delivery.Outcomes;
import dev.baton.delivery.SummaryStep;
import dev.baton.inbound.DeadLetterAccess;
import dev.baton.inbound.DeliveryStart;
import dev.baton.inbound.DryRun;
import dev.baton.inbound.HandoverByToken;
import dev.baton.inbound.HandoverClaim;
import dev.baton.inbound.HandoverPlanner;
import dev.baton.inbound.HandoverQueries;
import dev.baton.inbound.HandoverReady;
import dev.baton.inbound.InboundMetrics;
import dev.baton.inbound.ProblemAnswer;
import dev.baton.inbound.ReceiptAnswer;
import dev.baton.inbound.RequestParser;
import dev.baton.inbound.StepQueries;
import dev.baton.inbound.TargetChooser;
import dev.baton.inbound.TargetEvents;
import dev.baton.ledger.Ledger;
import dev.baton.proof.Rehearsal;
import dev.baton.security.Clients;
import dev.baton.words.FinalMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How requests come in and are answered. What runs in which order is in {@code routes/}. */
@Configuration(proxyBeanMethods = false)
class InboundConfiguration {

    @Bean
    RequestParser requestParser(GatewayProperties properties) {
        return new RequestParser(ActivityTranslation.in(Installation.folder(properties.routes(), "routes")));
    }

    @Bean
    HandoverPlanner handoverPlanner(
            Catalog catalog, FinalMessages messages, ActionRules rules, ActionPlanner actions, Clock clock) {
        return new HandoverPlanner(new TargetChooser(catalog), messages, rules, actions, clock);
    }

    @Bean
    HandoverClaim handoverClaim(Ledger ledger, ConversationProperties properties) {
        return new HandoverClaim(ledger, properties.hops());
    }

    @Bean
    DeliveryStart deliveryStart(Deliveries deliveries, Outcomes outcomes) {
        return new DeliveryStart(deliveries, outcomes);
    }

    @Bean
    ReceiptAnswer receiptAnswer(Ledger ledger, InboundMetrics metrics) {
        return new ReceiptAnswer(ledger, metrics);
    }

    @Bean
    DryRun dryRun(SummaryStep summaries, InboundMetrics metrics) {
        return new DryRun(new Rehearsal(), summaries, metrics);
    }

    @Bean
    HandoverQueries handoverQueries(Ledger ledger, DeadLetterAccess deadLetters) {
        return new HandoverQueries(ledger, deadLetters);
    }

    @Bean
    StepQueries stepQueries(Catalog catalog, Clock clock) {
        return new StepQueries(() -> catalog.serving().configuration(), clock);
    }

    @Bean
    HandoverReady handoverReady(Ledger ledger, Deliveries deliveries, Outcomes outcomes, Clock clock) {
        return new HandoverReady(ledger, deliveries, outcomes, clock);
    }

    @Bean
    HandoverByToken handoverByToken(Ledger ledger, Clients clients) {
        return new HandoverByToken(ledger, clients);
    }

    @Bean
    TargetEvents targetEvents(Catalog catalog, EventRecorder recorder, Clock clock) {
        return new TargetEvents(catalog, recorder, clock);
    }

    @Bean
    ProblemAnswer problemAnswer(InboundMetrics metrics) {
        return new ProblemAnswer(metrics);
    }

    @Bean
    InboundMetrics inboundMetrics(MeterRegistry registry) {
        return new InboundMetrics(registry);
    }
}
