package dev.baton.trigger;

import dev.baton.catalog.Catalog;
import dev.baton.conversation.Conversations;
import dev.baton.inbound.InboundMetrics;
import dev.baton.inbound.TargetChooser;
import dev.baton.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what judges turns. What runs in which order is in {@code routes/turns.camel.yaml}. */
@Configuration(proxyBeanMethods = false)
class TriggerConfiguration {

    @Bean
    TurnParser turnParser() {
        return new TurnParser();
    }

    @Bean
    TurnJudge turnJudge(
            Catalog catalog, Conversations conversations, Ledger ledger, MeterRegistry registry, Clock clock) {
        return new TurnJudge(
                new TargetChooser(catalog), conversations, ledger.turns(), new TriggerMetrics(registry), clock);
    }

    @Bean
    TurnHandover turnHandover() {
        return new TurnHandover();
    }

    @Bean
    TurnAnswer turnAnswer(InboundMetrics metrics) {
        return new TurnAnswer(metrics);
    }

    @Bean
    OldTurns oldTurns(Ledger ledger, Clock clock, @Value("${baton.turns.keep-for:7d}") Duration keepFor) {
        return new OldTurns(ledger.turns(), clock, keepFor);
    }
}
