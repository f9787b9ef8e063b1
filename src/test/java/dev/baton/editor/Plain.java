package dev.baton.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.stream.StreamSupport;

/** Plain JSON Schema, with none of our own extensions. Errors read {@code /place keyword}. */
final class Plain {

    private Plain() {}

    static List<String> errors(JsonNode schema, JsonNode document) {
        return errors(VersionFlag.V202012, schema, document);
    }

    /** As an editor does that knows one draft only, whatever the schema says of itself. */
    static List<String> errors(VersionFlag draft, JsonNode schema, JsonNode document) {
        JsonNode anonymous = schema.deepCopy();
        ((ObjectNode) anonymous).remove(List.of("$schema", "$id"));
        return texts(JsonSchemaFactory.getInstance(draft).getSchema(anonymous).validate(document));
    }

    static List<String> metaErrors(JsonNode schema) {
        return texts(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012))
                .validate(schema));
    }

    private static List<String> texts(Iterable<ValidationMessage> messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.getInstanceLocation()
                                .toString()
                                .replace("$", "")
                                .replace(".", "/")
                                .replaceAll("\\[(\\d+)]", "/$1")
                        + " " + message.getType())
                .toList();
    }
}
