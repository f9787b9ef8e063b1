package dev.baton.sip.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** An entry as one line of JSON. */
final class EntryJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EntryJson() {}

    static String write(Entry entry) throws JsonProcessingException {
        return JSON.writeValueAsString(entry);
    }

    /** Empty for half a line, as a full disk or a killed process leaves it. */
    static Optional<Entry> read(String line) {
        try {
            Entry entry = JSON.readValue(line, Entry.class);
            entry.instant();
            return Optional.of(entry);
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
