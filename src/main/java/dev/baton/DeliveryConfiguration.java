package dev.baton;

import dev.baton.catalog.Catalog;
import dev.baton.delivery.AvailabilityCheck;
import dev.baton.delivery.Backoff;
import dev.baton.delivery.Courses;
import dev.baton.delivery.Deadlines;
import dev.baton.delivery.Deliveries;
import dev.baton.delivery.DeliveryMetrics;
import dev.baton.delivery.DeliveryRecorder;
import dev.baton.delivery.EventRecorder;
import dev.baton.delivery.HoursCheck;
import dev.baton.delivery.Outcomes;
import dev.baton.delivery.Recovery;
import dev.baton.delivery.TargetAdmission;
import dev.baton.delivery.TargetCall;
import dev.baton.isolation.TargetGuards;
import dev.baton.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Random;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** How a stored handover gets to its target. What runs in which order is in {@code routes/}. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

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
    StopsFirst deliveriesStopFirst(Deliveries deliveries) {
        return new StopsFirst(deliveries::close);
    }

    @Bean
    Recovery recovery(Ledger ledger, Deliveries deliveries, Catalog catalog, DeliveryRecorder recorder, Clock clock) {
        return new Recovery(ledger, deliveries, catalog, recorder, clock);
    }

    @Bean
    Courses courses(Catalog catalog, GatewayProperties properties, Clock clock) {
        Deadlines deadlines = new Deadlines(
                () -> catalog.serving().configuration(), properties.delivery().deadline());
        return new Courses(catalog::find, Backoff.standard(new Random()), deadlines, clock);
    }

    @Bean
    HoursCheck hoursCheck(Clock clock) {
        return new HoursCheck(clock);
    }

    @Bean
    AvailabilityCheck availabilityCheck(DeliveryMetrics metrics, Clock clock) {
        return new AvailabilityCheck(metrics, clock);
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
    DeliveryRecorder deliveryRecorder(
            Ledger ledger, Outcomes outcomes, Courses courses, DeliveryMetrics metrics, Clock clock) {
        return new DeliveryRecorder(ledger, outcomes, courses, metrics, clock);
    }

    @Bean
    EventRecorder eventRecorder(
            Ledger ledger, Courses courses, Deliveries deliveries, Outcomes outcomes, DeliveryMetrics metrics) {
        return new EventRecorder(ledger, courses, deliveries, outcomes, metrics);
    }

    @Bean
    Outcomes outcomes(GatewayProperties properties) {
        return new Outcomes(properties.delivery().waiters());
    }

    @Bean
    DeliveryMetrics deliveryMetrics(MeterRegistry registry, Catalog catalog) {
        DeliveryMetrics metrics = new DeliveryMetrics(registry);
        catalog.whenGone(metrics::forget);
        return metrics;
    }
}
