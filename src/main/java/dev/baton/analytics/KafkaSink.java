package dev.baton.analytics;

import dev.baton.ledger.Ledger.LedgerEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A topic. A producer that failed is thrown away with everything it still held: what it would send later might come
 * after the same events of the next attempt, and some of its failures are for good.
 */
final class KafkaSink implements AnalyticsSink {
    /** Below the time that Camel waits for a call under way when the gateway stops. */
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final ProducerSettings settings;
    private final KafkaBinding binding;
    private final String topic;
    private final AtomicReference<@Nullable Producer<byte[], byte[]>> producer = new AtomicReference<>();
    private volatile boolean closed;

    private KafkaSink(ProducerSettings settings, KafkaBinding binding, String topic) {
        this.settings = settings;
        this.binding = binding;
        this.topic = topic;
    }

    /**
     * Does not wait for a broker.
     *
     * @throws dev.baton.problem.StartRefusedException when the settings cannot be used, whoever is there
     */
    static KafkaSink open(ProducerSettings settings, KafkaBinding binding, String topic) {
        KafkaSink sink = new KafkaSink(settings, binding, topic);
        try {
            sink.producer.set(settings.producer());
        } catch (KafkaException e) {
            // Kafka's client takes names that nobody knows for a wrong setting. A cluster that is away may have none.
            if (settings.servers().stream().anyMatch(KafkaSink::isKnown)) {
                throw settings.refused(e);
            }
        }
        return sink;
    }

    @Override
    public void take(List<LedgerEvent> events) throws IOException {
        try {
            send(events);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private void send(List<LedgerEvent> events) throws ExecutionException, InterruptedException, TimeoutException {
        long start = System.nanoTime();
        Producer<byte[], byte[]> current = current();
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (LedgerEvent event : events) {
            Future<RecordMetadata> one = current.send(binding.of(event));
            if (one.isDone()) {
                // One that failed before it was sent: the next would only wait as long again.
                one.get();
            }
            sent.add(one);
        }
        for (Future<RecordMetadata> one : sent) {
            one.get(Math.max(0, PATIENCE - (System.nanoTime() - start)), TimeUnit.NANOSECONDS);
        }
    }

    private Producer<byte[], byte[]> current() {
        Producer<byte[], byte[]> current = producer.get();
        if (current == null) {
            current = settings.producer();
            producer.set(current);
        }
        if (closed) {
            discard();
            throw new KafkaException("The gateway stops");
        }
        return current;
    }

    private IOException failed(Throwable cause) {
        discard();
        return new IOException("Kafka at " + String.join(",", settings.servers()) + " did not take them all: "
                + cause.getClass().getSimpleName() + ": " + settings.told(cause));
    }

    private void discard() {
        Producer<byte[], byte[]> last = producer.getAndSet(null);
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }

    @Override
    public String name() {
        return "The Kafka topic " + topic;
    }

    @Override
    public void close() {
        closed = true;
        discard();
    }

    private static boolean isKnown(String server) {
        try {
            InetAddress.getByName(server.substring(0, server.lastIndexOf(':')));
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
