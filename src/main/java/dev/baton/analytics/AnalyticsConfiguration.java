package dev.baton.analytics;

import dev.baton.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes the analytics to Kafka, if that is configured, and else to the log below {@code baton.data}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalyticsKafkaProperties.class)
public class AnalyticsConfiguration {

    @Bean(destroyMethod = "close")
    AnalyticsSink analyticsSink(AnalyticsKafkaProperties kafka, @Value("${baton.data:data}") Path data) {
        return kafka.wanted() ? kafka.open() : new AnalyticsLog(data.resolve("analytics"));
    }

    @Bean
    AnalyticsPublisher analyticsPublisher(Ledger ledger, AnalyticsSink sink, MeterRegistry meters) {
        return new AnalyticsPublisher(ledger, sink, meters);
    }

    /** Whoever opens the actuator's env or configprops does not open the passwords for Kafka. */
    @Bean
    SanitizingFunction kafkaSecretsStayHidden() {
        return data -> data.getLowerCaseKey().replaceAll("[-_.]", "").contains("analyticskafkaproperties")
                ? data.withSanitizedValue()
                : data;
    }
}
