package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The router takes names in upper and lower case, and CM.com's own pages differ. Here every name is spelled one way, and
 * it is remembered how it was written.
 */
final class Spelling {

    private static final Map<String, String> NAMES = Stream.of(
                    List.of("chatId", "Context", "mutations"),
                    List.of("RoutingKeywords", "WebStoreReferrer", "CustomerInfo", "Routing"),
                    List.of("action", "operator", "sourceAdapterId", "targetAdapterId", "ComponentId", "$type"))
            .flatMap(List::stream)
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private final Map<String, String> written = new HashMap<>();

    /** The document with names as this class spells them; of two that mean the same the last one counts. */
    JsonNode of(JsonNode document) {
        return of(document, "", "");
    }

    /** How a pointer into the document that came out reads in the document that went in. */
    String written(String pointer) {
        String known = written.get(pointer);
        int slash = pointer.lastIndexOf('/');
        return known != null || slash < 0
                ? (known == null ? pointer : known)
                : written(pointer.substring(0, slash)) + pointer.substring(slash);
    }

    private JsonNode of(JsonNode node, String pointer, String place) {
        written.put(pointer, place);
        if (node instanceof ObjectNode object) {
            ObjectNode spelled = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> {
                String name = NAMES.getOrDefault(member.getKey().toLowerCase(Locale.ROOT), member.getKey());
                spelled.set(
                        name,
                        of(member.getValue(), pointer + "/" + escaped(name), place + "/" + escaped(member.getKey())));
            });
            return spelled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode spelled = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                spelled.add(of(array.get(i), pointer + "/" + i, place + "/" + i));
            }
            return spelled;
        }
        return node;
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
