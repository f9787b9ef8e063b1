package dev.baton.analytics;

import dev.baton.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes the analytics log below {@code baton.data}. */
@Configuration(proxyBeanMethods = false)
public class AnalyticsConfiguration {

    @Bean
    AnalyticsPublisher analyticsPublisher(Ledger ledger, @Value("${baton.data:data}") Path data, MeterRegistry meters) {
        return new AnalyticsPublisher(ledger, new AnalyticsLog(data.resolve("analytics")), meters);
    }
}
