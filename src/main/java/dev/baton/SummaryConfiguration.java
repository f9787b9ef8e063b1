package dev.baton;

import dev.baton.catalog.Catalog;
import dev.baton.delivery.SummaryStep;
import dev.baton.summary.Summaries;
import dev.baton.summary.SummaryProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the summaries that bots do not give. */
@Configuration(proxyBeanMethods = false)
class SummaryConfiguration {

    @Bean(destroyMethod = "close")
    Summaries summaries(SummaryProperties properties, MeterRegistry meters, Clock clock) {
        return new Summaries(properties, meters, clock);
    }

    @Bean
    SummaryStep summaryStep(Summaries summaries, Catalog catalog) {
        return new SummaryStep(summaries, () -> catalog.serving().configuration());
    }

    /** Whoever opens the actuator's env or configprops does not open the key of the model. */
    @Bean
    SanitizingFunction keyOfTheModelStaysHidden() {
        return data -> data.getLowerCaseKey().replace("_", ".").endsWith("baton.summary.key")
                ? data.withSanitizedValue()
                : data;
    }
}
