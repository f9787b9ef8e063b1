package dev.baton.analytics;

import dev.baton.problem.StartRefusedException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What Kafka's producer is given: what Baton promises rests on, and what the installation adds. */
final class ProducerSettings {
    private static final String PROPERTIES = AnalyticsKafkaProperties.PREFIX + "properties.";
    private static final Pattern SERVER = Pattern.compile("(?:\\[[0-9A-Fa-f:.%]+]|[^\\s:/\\[\\],]+):([0-9]{1,5})");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'=;]+");
    /** What is shorter hides nothing, and would be found in any text. */
    private static final int SHORTEST_SECRET = 4;

    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> COMPRESSIONS = Set.of("none", "gzip");

    /** Times in milliseconds. A send gives up before {@link KafkaSink} does, so that its own reason is what is told. */
    private static final Map<String, Object> OURS = Map.ofEntries(
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName()),
            Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName()),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 6_000),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
            Map.entry(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000L),
            Map.entry(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 4_000L),
            Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024));

    private static final Set<String> NEVER =
            Set.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, ProducerConfig.TRANSACTIONAL_ID_CONFIG);

    private final Map<String, Object> settings;
    private final List<String> secrets;

    private ProducerSettings(Map<String, Object> settings, List<String> secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** @throws StartRefusedException when an address is none, or when a property is not known, not ours to leave or wrong */
    static ProducerSettings of(String servers, Map<String, String> properties) {
        List<String> addresses =
                Arrays.stream(servers.split(",", -1)).map(String::strip).toList();
        addresses.forEach(ProducerSettings::checkAddress);
        new TreeSet<>(properties.keySet()).forEach(ProducerSettings::checkName);
        String compression = properties.getOrDefault(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        if (!COMPRESSIONS.contains(compression)) {
            throw new StartRefusedException(PROPERTIES + ProducerConfig.COMPRESSION_TYPE_CONFIG + "=" + compression
                    + ": expected none or gzip");
        }
        Map<String, Object> all = new HashMap<>(
                Map.of(ProducerConfig.CLIENT_ID_CONFIG, "baton", ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false));
        all.putAll(properties);
        all.putAll(OURS);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, addresses);
        ProducerSettings settings = new ProducerSettings(Map.copyOf(all), secretsIn(properties));
        settings.check();
        return settings;
    }

    /**
     * Reads key stores and the like, but connects to nobody yet.
     *
     * @throws KafkaException when a file cannot be used, or when no broker's name can be resolved
     */
    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(settings);
    }

    @SuppressWarnings("unchecked")
    List<String> servers() {
        return (List<String>) settings.getOrDefault(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, List.of());
    }

    /** What went wrong, with all its causes and none of our secrets. */
    String told(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            String more = String.valueOf(cause.getMessage());
            if (text.indexOf(more) < 0) {
                text.append(": ").append(more);
            }
        }
        String told = text.toString();
        for (String secret : secrets) {
            told = told.replace(secret, "***");
        }
        return told;
    }

    private void check() {
        try {
            new ProducerConfig(new HashMap<>(settings));
        } catch (KafkaException e) {
            throw refused(e);
        }
    }

    /** Without the cause, which may hold what is hidden here. */
    StartRefusedException refused(Throwable failure) {
        return new StartRefusedException(PROPERTIES + "*: Kafka's client cannot use them: " + told(failure));
    }

    private static void checkAddress(String address) {
        var parts = SERVER.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) > HIGHEST_PORT) {
            throw new StartRefusedException(AnalyticsKafkaProperties.PREFIX + "bootstrap-servers: found '" + address
                    + "', expected host:port with commas between, as in broker-1.example.org:9092");
        }
    }

    private static void checkName(String name) {
        if (OURS.containsKey(name) || NEVER.contains(name)) {
            throw new StartRefusedException(PROPERTIES + name + " cannot be set: "
                    + (name.equals(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)
                            ? "say " + AnalyticsKafkaProperties.PREFIX + "bootstrap-servers"
                            : "that nothing is lost rests on the gateway's own value"));
        }
        if (!ProducerConfig.configNames().contains(name)) {
            throw new StartRefusedException(PROPERTIES + name + " is no setting of Kafka's producer: expected one of"
                    + " https://kafka.apache.org/39/documentation.html#producerconfigs");
        }
    }

    /** And their words, the longest first: of a login that it cannot read, Kafka's client quotes the word. */
    private static List<String> secretsIn(Map<String, String> properties) {
        var types = ProducerConfig.configDef().configKeys();
        return properties.entrySet().stream()
                .filter(property -> types.containsKey(property.getKey())
                        && types.get(property.getKey()).type() == ConfigDef.Type.PASSWORD)
                .map(Map.Entry::getValue)
                .flatMap(secret -> Stream.concat(Stream.of(secret), BETWEEN_WORDS.splitAsStream(secret)))
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
