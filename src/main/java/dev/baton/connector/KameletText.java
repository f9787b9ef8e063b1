package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.source.SourceYaml;

/**
 * A Kamelet, read once for the many contexts that are made from it. Immutable: the trees are not to be changed.
 *
 * @param text as it is written
 * @param source as data, with the place of everything
 * @param texts as Camel reads it: every scalar is a text
 */
public record KameletText(String text, SourceYaml source, JsonNode texts) {

    static KameletText of(SourceYaml source, String text) {
        return new KameletText(text, source, YamlTexts.read(text));
    }
}
