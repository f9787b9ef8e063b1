package dev.baton.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.List;

/** Whether something is a JSON Schema 2020-12 at all, said by the dialect's own schema, which the library brings along. */
public final class MetaSchema {

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    SchemaLocation.of(SchemaId.V202012),
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .build());

    private MetaSchema() {}

    /** Everything that keeps the value from being a schema, in its order. Regular expressions are not looked into. */
    public static List<Violation> check(JsonNode schema) {
        return Report.of(MissingNode.getInstance(), schema, SCHEMA.validate(schema));
    }
}
