package dev.baton.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InvalidSchemaException;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.SchemaLoader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Schema 2020-12 as we use it: formats are asserted, nothing is ever fetched, and keywords that only document cost
 * nothing while a document is checked.
 */
final class Dialect {

    private static final List<String> DOCUMENTATION =
            List.of("title", "description", "$comment", "default", "deprecated", "examples", "readOnly", "writeOnly");

    private static final SchemaLoader FETCH_NOTHING = iri -> {
        throw new InvalidSchemaException(ValidationMessage.builder()
                .message("A schema refers to another document: " + iri)
                .build());
    };

    private static final JsonSchemaFactory FACTORY = factory();

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(EcmaPattern::of)
            .build();

    private Dialect() {}

    /** @throws IllegalArgumentException when this is not a usable schema, or refers to one outside of itself */
    static JsonSchema compile(JsonNode schema) {
        try {
            JsonSchema compiled = FACTORY.getSchema(schema, CONFIG);
            compiled.initializeValidators();
            return compiled;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Not a usable JSON Schema: " + e.getMessage(), e);
        }
    }

    private static JsonSchemaFactory factory() {
        JsonMetaSchema ours = JsonMetaSchema.builder(SchemaId.V202012)
                .specification(SpecVersion.VersionFlag.V202012)
                .idKeyword("$id")
                .keywords(keywords())
                .formats(AssertedFormat.ALL)
                .unknownKeywordFactory((name, context) -> null)
                .build();
        return JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(ours.getIri())
                .metaSchema(ours)
                .schemaLoaders(loaders -> loaders.add(FETCH_NOTHING))
                .enableSchemaCache(false)
                .build();
    }

    private static Collection<Keyword> keywords() {
        Map<String, Keyword> keywords =
                new HashMap<>(JsonMetaSchema.getV202012().getKeywords());
        DOCUMENTATION.forEach(keywords::remove);
        AdditionalMembers additional = new AdditionalMembers();
        keywords.put(additional.getValue(), additional);
        return keywords.values();
    }
}
