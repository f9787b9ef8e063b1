package dev.baton.analytics;

import dev.baton.problem.StartRefusedException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topic that takes the events instead of the file.
 *
 * @param bootstrapServers brokers to begin with, {@code host:port} with commas between; none means the file
 * @param topic {@code baton.handovers} if not said
 * @param mode {@code structured}, if not said, or {@code binary}
 * @param properties further settings of Kafka's producer, secrets among them
 */
@ConfigurationProperties("baton.analytics.kafka")
public record AnalyticsKafkaProperties(
        @Nullable String bootstrapServers,
        @Nullable String topic,
        @Nullable String mode,
        @DefaultValue Map<String, String> properties) {

    static final String PREFIX = "baton.analytics.kafka.";
    private static final String DEFAULT_TOPIC = "baton.handovers";
    /** What a broker takes as a topic's name. */
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    public AnalyticsKafkaProperties {
        properties = Map.copyOf(properties);
        if (topic != null && !TOPIC.matcher(topic).matches()) {
            throw new StartRefusedException(
                    PREFIX + "topic=" + topic + ": expected up to 249 letters, digits, dots, _ and -");
        }
        contentMode(mode);
        if (isBlank(bootstrapServers) && (topic != null || mode != null || !properties.isEmpty())) {
            throw new StartRefusedException(PREFIX + "bootstrap-servers is missing: expected for example"
                    + " broker-1.example.org:9092,broker-2.example.org:9092, or none of " + PREFIX + "* for the file");
        }
    }

    boolean wanted() {
        return !isBlank(bootstrapServers);
    }

    /** @throws StartRefusedException when Kafka's producer could not work so */
    KafkaSink open() {
        String servers = bootstrapServers == null ? "" : bootstrapServers;
        ProducerSettings settings = ProducerSettings.of(servers, properties);
        KafkaBinding binding = new KafkaBinding(topicName(), contentMode(mode));
        return KafkaSink.open(settings, binding, topicName());
    }

    /** Not as the record's own text would be: the properties hold secrets. */
    @Override
    public String toString() {
        return "AnalyticsKafkaProperties[bootstrapServers=" + bootstrapServers + ", topic=" + topicName() + "]";
    }

    private String topicName() {
        return topic == null ? DEFAULT_TOPIC : topic;
    }

    private static ContentMode contentMode(@Nullable String mode) {
        return switch (mode == null ? "structured" : mode.toLowerCase(Locale.ROOT)) {
            case "structured" -> ContentMode.STRUCTURED;
            case "binary" -> ContentMode.BINARY;
            default -> throw new StartRefusedException(PREFIX + "mode=" + mode + ": expected structured or binary");
        };
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
