package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML as Camel reads it: every scalar is the text that is written, also {@code 1.10} and {@code true}. */
final class YamlTexts {

    private YamlTexts() {}

    /** @param yaml what was read as a {@link dev.baton.source.SourceYaml} before, so nothing in it is surprising */
    static JsonNode read(String yaml) {
        return tree(new Yaml().compose(new StringReader(yaml)));
    }

    private static JsonNode tree(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.getValue()
                    .forEach(member ->
                            object.set(((ScalarNode) member.getKeyNode()).getValue(), tree(member.getValueNode())));
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.getValue().forEach(item -> array.add(tree(item)));
            return array;
        }
        return TextNode.valueOf(((ScalarNode) node).getValue());
    }
}
