package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.source.SourceYaml;

/**
 * A Kamelet, read once for the many contexts that are made from it. Immutable: the trees are not to be changed.
 *
 * @param text as it is written
 * @param source as data, with the place of everything
 * @param texts as Camel reads it: every scalar is a text
 */
public record KameletText(String text, SourceYaml source, JsonNode texts) {

    /** The Kamelet with the settings of another one. */
    KameletText withSettingsOf(KameletText other) {
        JsonNode merged = texts.deepCopy();
        if (merged.path("spec") instanceof ObjectNode spec) {
            spec.set("definition", other.texts().at("/spec/definition"));
        }
        return new KameletText(text, source, merged);
    }

    static KameletText of(SourceYaml source, String text) {
        return new KameletText(text, source, YamlTexts.read(text));
    }
}
