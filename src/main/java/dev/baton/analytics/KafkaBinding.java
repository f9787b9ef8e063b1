package dev.baton.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.Ledger.LedgerEvent;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Events as records, by the <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka binding of
 * CloudEvents 1.0.2</a>. The key is the handover's id, so that all events of a handover are in one partition.
 */
final class KafkaBinding {
    private static final String CONTENT_TYPE = "content-type";
    private static final String DATA = "data";
    private static final String DATA_TYPE = "datacontenttype";

    private final String topic;
    private final ContentMode mode;

    KafkaBinding(String topic, ContentMode mode) {
        this.topic = topic;
        this.mode = mode;
    }

    ProducerRecord<byte[], byte[]> of(LedgerEvent entry) {
        String key = entry.event().handoverId();
        ObjectNode event = CloudEvents.of(entry.client(), entry.conversationId(), entry.event())
                .put("partitionkey", key);
        return mode == ContentMode.BINARY ? binary(key, event) : structured(key, event);
    }

    private ProducerRecord<byte[], byte[]> structured(String key, ObjectNode event) {
        ProducerRecord<byte[], byte[]> message = message(key, event);
        add(message.headers(), CONTENT_TYPE, "application/cloudevents+json; charset=UTF-8");
        return message;
    }

    private ProducerRecord<byte[], byte[]> binary(String key, ObjectNode event) {
        ProducerRecord<byte[], byte[]> message = message(key, event.path(DATA));
        for (Map.Entry<String, JsonNode> attribute : event.properties()) {
            switch (attribute.getKey()) {
                case DATA -> {}
                case DATA_TYPE ->
                    add(message.headers(), CONTENT_TYPE, attribute.getValue().asText());
                default ->
                    add(
                            message.headers(),
                            "ce_" + attribute.getKey(),
                            attribute.getValue().asText());
            }
        }
        return message;
    }

    /** Without a time of its own: the event's may be days old, and a topic's retention counts from the record's. */
    private ProducerRecord<byte[], byte[]> message(String key, JsonNode value) {
        return new ProducerRecord<>(
                topic, key.getBytes(UTF_8), CloudEvents.text(value).getBytes(UTF_8));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
