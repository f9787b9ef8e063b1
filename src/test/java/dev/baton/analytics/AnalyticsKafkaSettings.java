package dev.baton.analytics;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as an installation gives them, with their whole names. */
public final class AnalyticsKafkaSettings {

    private AnalyticsKafkaSettings() {}

    static AnalyticsKafkaProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("baton.analytics.kafka", AnalyticsKafkaProperties.class);
    }

    /** @throws dev.baton.problem.StartRefusedException when a gateway would not start with them */
    public static void tryOut(Map<String, String> settings) {
        bound(settings).open().close();
    }
}
