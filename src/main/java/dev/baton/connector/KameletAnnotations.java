package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Channel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a Kamelet says of itself to this gateway, in its annotations <code>baton.dev/…</code>. */
final class KameletAnnotations {

    private final JsonNode annotations;

    /** @param kamelet the whole document */
    KameletAnnotations(JsonNode kamelet) {
        this.annotations = kamelet.at("/metadata/annotations");
    }

    /** Empty when it is not there. */
    String text(String name) {
        return annotations.path("baton.dev/" + name).asText("");
    }

    boolean isTrue(String name) {
        return text(name).equals("true");
    }

    /** A list with commas. */
    List<String> words(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Those that it takes. A stock Kamelet says nothing: it is sent whatever comes. */
    Set<Channel> channels() {
        Set<Channel> channels = new HashSet<>();
        words("channels").forEach(word -> channels.add(Channel.of(word)));
        return channels.isEmpty() ? Set.of(Channel.values()) : Set.copyOf(channels);
    }
}
