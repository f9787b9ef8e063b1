package dev.baton.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Apache Kafka's own broker in a JVM of its own, always at the same address, with what it stored before. */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOGGING =
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %logger %msg%n</pattern></encoder>
              </appender>
              <root level="warn"><appender-ref ref="out"/></root>
              <logger name="kafka.server.KafkaRaftServer" level="info"/>
            </configuration>
            """;

    private final Path folder;
    private final int port;
    private @Nullable Process process;
    private int starts;

    /** Not started yet; nobody is at its address. */
    public KafkaBroker(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket broker = freePort();
                ServerSocket controller = freePort()) {
            port = broker.getLocalPort();
            write(controller.getLocalPort());
        }
    }

    /** For the bootstrap servers. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Does nothing when it runs. */
    public void start() throws IOException {
        if (process != null && process.isAlive()) {
            return;
        }
        Path output = folder.resolve("output-" + ++starts + ".txt");
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "kafka.Kafka",
                        folder.resolve("server.properties").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process = started;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertThat(started.isAlive()).as(Files.readString(output)).isTrue();
            assertThat(Files.readString(output)).contains("Kafka Server started");
        });
    }

    /** As kill -9 does. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Everything that is in a topic now: by partition, and in its order there. */
    public List<ConsumerRecord<String, String>> read(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address(), "default.api.timeout.ms", 10_000);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long all =
                    consumer.endOffsets(partitions).values().stream().collect(Collectors.summingLong(Long::longValue));
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            for (long deadline = System.nanoTime() + PATIENCE.toNanos(); found.size() < all; ) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            return found;
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void write(int controller) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logback.xml"), LOGGING);
        store(
                logs.resolve("meta.properties"),
                Map.of("version", "1", "cluster.id", "baton-test-cluster-000", "node.id", "1"));
        store(
                folder.resolve("server.properties"),
                Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "controller.quorum.voters", "1@127.0.0.1:" + controller,
                        "listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controller,
                        "controller.listener.names", "CONTROLLER",
                        "log.dirs", logs.toString(),
                        "num.partitions", "3",
                        "offsets.topic.replication.factor", "1"));
    }

    private static void store(Path file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
