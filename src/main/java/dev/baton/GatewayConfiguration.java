package dev.baton;

import dev.baton.activity.ActivityTranslation;
import dev.baton.catalog.Catalog;
import dev.baton.catalog.CatalogWatch;
import dev.baton.catalog.ConnectorsEndpoint;
import dev.baton.connector.TargetSip;
import dev.baton.delivery.AvailabilityCheck;
import dev.baton.delivery.Backoff;
import dev.baton.delivery.Courses;
import dev.baton.delivery.Deadlines;
import dev.baton.delivery.Deliveries;
import dev.baton.delivery.DeliveryMetrics;
import dev.baton.delivery.DeliveryRecorder;
import dev.baton.delivery.EventRecorder;
import dev.baton.delivery.Outcomes;
import dev.baton.delivery.Recovery;
import dev.baton.delivery.TargetAdmission;
import dev.baton.delivery.TargetCall;
import dev.baton.editor.EditorSchemas;
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
import dev.baton.inbound.TargetChooser;
import dev.baton.inbound.TargetEvents;
import dev.baton.isolation.TargetGuards;
import dev.baton.ledger.Ledger;
import dev.baton.proof.Rehearsal;
import dev.baton.security.Clients;
import dev.baton.words.FinalMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Random;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the gateway together. What runs in which order is in {@code routes/}. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Catalog catalog(
            GatewayProperties properties, CamelContext context, MeterRegistry registry, Clock clock, TargetSip sip) {
        return new Catalog(
                properties.targets(),
                Installation.folder(properties.connectors(), "connectors"),
                properties.http().limits(properties.delivery().atOnce()),
                context,
                registry,
                clock,
                sip);
    }

    @Bean
    TargetGuards targetGuards(GatewayProperties properties, MeterRegistry registry, Catalog catalog) {
        TargetGuards guards = new TargetGuards(properties.delivery().breaker().policy(), registry);
        catalog.whenGone(guards::forget);
        return guards;
    }

    @Bean
    CatalogWatch catalogWatch(Catalog catalog) {
        return new CatalogWatch(catalog);
    }

    @Bean
    ConnectorsEndpoint connectorsEndpoint(Catalog catalog, TargetGuards guards) {
        return new ConnectorsEndpoint(catalog, guards);
    }

    @Bean
    GatewayStart gatewayStart(GatewayProperties properties, CatalogWatch watch) {
        return new GatewayStart(properties, watch);
    }

    @Bean
    Outcomes outcomes(GatewayProperties properties) {
        return new Outcomes(properties.delivery().waiters());
    }

    @Bean(destroyMethod = "close")
    Deliveries deliveries(
            Catalog catalog,
            Ledger ledger,
            ProducerTemplate template,
            Clock clock,
            GatewayProperties properties,
            DeliveryMetrics metrics,
            Environment environment) {
        return new Deliveries(
                catalog,
                ledger,
                template,
                DeliveryThreads.of(environment),
                clock,
                new Deliveries.LaneLimits(
                        properties.delivery().atOnce(), properties.delivery().waiting()),
                metrics);
    }

    @Bean
    DeliveriesLifecycle deliveriesLifecycle(Deliveries deliveries) {
        return new DeliveriesLifecycle(deliveries);
    }

    @Bean
    DeliveryMetrics deliveryMetrics(MeterRegistry registry, Catalog catalog) {
        DeliveryMetrics metrics = new DeliveryMetrics(registry);
        catalog.whenGone(metrics::forget);
        return metrics;
    }

    @Bean
    Courses courses(Catalog catalog, GatewayProperties properties, Clock clock) {
        Deadlines deadlines = new Deadlines(
                () -> catalog.serving().configuration(), properties.delivery().deadline());
        return new Courses(catalog::find, Backoff.standard(new Random()), deadlines, clock);
    }

    @Bean
    DeliveryRecorder deliveryRecorder(
            Ledger ledger, Outcomes outcomes, Courses courses, DeliveryMetrics metrics, Clock clock) {
        return new DeliveryRecorder(ledger, outcomes, courses, metrics, clock);
    }

    @Bean
    AvailabilityCheck availabilityCheck(DeliveryMetrics metrics, Clock clock) {
        return new AvailabilityCheck(metrics, clock);
    }

    @Bean
    EventRecorder eventRecorder(
            Ledger ledger, Courses courses, Deliveries deliveries, Outcomes outcomes, DeliveryMetrics metrics) {
        return new EventRecorder(ledger, courses, deliveries, outcomes, metrics);
    }

    @Bean
    TargetEvents targetEvents(Catalog catalog, EventRecorder recorder, Clock clock) {
        return new TargetEvents(catalog, recorder, clock);
    }

    @Bean
    TargetAdmission targetAdmission(TargetGuards guards, Courses courses) {
        return new TargetAdmission(guards, courses);
    }

    @Bean
    TargetCall targetCall() {
        return new TargetCall();
    }

    @Bean
    Recovery recovery(Ledger ledger, Deliveries deliveries, Catalog catalog, DeliveryRecorder recorder, Clock clock) {
        return new Recovery(ledger, deliveries, catalog, recorder, clock);
    }

    @Bean
    InboundMetrics inboundMetrics(MeterRegistry registry) {
        return new InboundMetrics(registry);
    }

    @Bean
    RequestParser requestParser(GatewayProperties properties) {
        return new RequestParser(ActivityTranslation.in(Installation.folder(properties.routes(), "routes")));
    }

    @Bean
    HandoverPlanner handoverPlanner(Catalog catalog, FinalMessages messages, Clock clock) {
        return new HandoverPlanner(new TargetChooser(catalog), messages, clock);
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
    DryRun dryRun(InboundMetrics metrics) {
        return new DryRun(new Rehearsal(), metrics);
    }

    @Bean
    HandoverQueries handoverQueries(Ledger ledger, DeadLetterAccess deadLetters) {
        return new HandoverQueries(ledger, deadLetters);
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
    EditorSchemas editorSchemas(Catalog catalog) {
        return new EditorSchemas(catalog::forms);
    }

    @Bean
    ProblemAnswer problemAnswer(InboundMetrics metrics) {
        return new ProblemAnswer(metrics);
    }
}
