package dev.baton;

import dev.baton.delivery.Deliveries;
import dev.baton.inbound.DeadLetterAccess;
import dev.baton.inbound.DeadLetterDiscard;
import dev.baton.inbound.DeadLetterMetrics;
import dev.baton.inbound.DeadLetterQueries;
import dev.baton.inbound.DeadLetterReplay;
import dev.baton.inbound.DeadLetterReplays;
import dev.baton.inbound.HandoverPlanner;
import dev.baton.ledger.Ledger;
import dev.baton.security.Clients;
import dev.baton.security.Operators;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done about handovers that failed. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    @Bean
    Operators operators(Clients clients, DeadLetterProperties properties) {
        return new Operators(
                clients,
                properties.clients().entrySet().stream()
                        .filter(client -> client.getValue().operator())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Bean
    DeadLetterAccess deadLetterAccess(Ledger ledger, Operators operators) {
        return new DeadLetterAccess(ledger, operators);
    }

    @Bean
    DeadLetterMetrics deadLetterMetrics(MeterRegistry registry) {
        return new DeadLetterMetrics(registry);
    }

    @Bean
    DeadLetterQueries deadLetterQueries(Ledger ledger, DeadLetterAccess access) {
        return new DeadLetterQueries(ledger.deadLetters(), access);
    }

    @Bean
    DeadLetterReplay deadLetterReplay(
            Ledger ledger, DeadLetterAccess access, HandoverPlanner planner, DeadLetterMetrics metrics) {
        return new DeadLetterReplay(ledger, access, planner, metrics);
    }

    @Bean
    DeadLetterReplays deadLetterReplays(
            Ledger ledger, DeadLetterAccess access, DeadLetterReplay replay, Deliveries deliveries) {
        return new DeadLetterReplays(ledger.deadLetters(), access, replay, deliveries);
    }

    @Bean
    DeadLetterDiscard deadLetterDiscard(
            Ledger ledger, DeadLetterAccess access, DeadLetterMetrics metrics, Clock clock) {
        return new DeadLetterDiscard(ledger, access, metrics, clock);
    }
}
