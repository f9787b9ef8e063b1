package dev.baton;

import dev.baton.catalog.Catalog;
import dev.baton.conversation.ConversationMetrics;
import dev.baton.conversation.ConversationTimers;
import dev.baton.conversation.Conversations;
import dev.baton.conversation.HandoverTimers;
import dev.baton.conversation.LedgerConversations;
import dev.baton.delivery.HandoverEndings;
import dev.baton.delivery.Outcomes;
import dev.baton.inbound.ConversationRequests;
import dev.baton.inbound.HandoverAccess;
import dev.baton.inbound.HandoverByToken;
import dev.baton.inbound.HandoverEnd;
import dev.baton.inbound.HandoverFeedback;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.SteadyClock;
import dev.baton.ledger.Timers;
import dev.baton.security.Operators;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who owns a conversation, and how it comes back to the bot. */
@Configuration(proxyBeanMethods = false)
class ConversationConfiguration {

    @Bean
    ConversationMetrics conversationMetrics(MeterRegistry registry) {
        return new ConversationMetrics(registry);
    }

    @Bean
    Conversations conversations(
            Ledger ledger, Clock clock, HandoverProperties properties, ConversationMetrics metrics) {
        return new LedgerConversations(ledger, clock, properties.openFor(), metrics);
    }

    @Bean
    Timers handoverTimers(Catalog catalog, HandoverProperties properties) {
        return new HandoverTimers(
                () -> catalog.serving().configuration(), catalog::find, properties.times(), properties.openFor());
    }

    /** Give it a timer: its {@code run()} ends what is due. */
    @Bean
    ConversationTimers conversationTimers(Ledger ledger, Clock clock, ConversationMetrics metrics) {
        return new ConversationTimers(ledger, new SteadyClock(clock, System::nanoTime), metrics);
    }

    @Bean
    ConversationRequests conversationRequests(Conversations conversations, Clock clock) {
        return new ConversationRequests(conversations, clock);
    }

    @Bean
    HandoverAccess handoverAccess(Ledger ledger, Operators operators, HandoverByToken byToken) {
        return new HandoverAccess(ledger, operators, byToken);
    }

    @Bean
    HandoverEnd handoverEnd(
            HandoverAccess access, Ledger ledger, Outcomes outcomes, ConversationMetrics metrics, Clock clock) {
        return new HandoverEnd(access, new HandoverEndings(ledger, outcomes, metrics, clock));
    }

    @Bean
    HandoverFeedback handoverFeedback(
            HandoverAccess access, Ledger ledger, ConversationMetrics metrics, Clock clock) {
        return new HandoverFeedback(access, ledger, metrics, clock);
    }
}
