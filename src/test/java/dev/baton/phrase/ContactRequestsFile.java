package dev.baton.phrase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The shipped phrases as they are written. */
public final class ContactRequestsFile {

    private ContactRequestsFile() {}

    public static Map<String, List<String>> byLanguage() throws Exception {
        Map<String, List<String>> all = new TreeMap<>();
        try (InputStream in = ContactRequests.class.getResourceAsStream("contact-requests.yaml")) {
            new YAMLMapper()
                    .readTree(in)
                    .properties()
                    .forEach(language -> all.put(
                            language.getKey(),
                            StreamSupport.stream(language.getValue().spliterator(), false)
                                    .map(JsonNode::asText)
                                    .toList()));
        }
        return all;
    }
}
