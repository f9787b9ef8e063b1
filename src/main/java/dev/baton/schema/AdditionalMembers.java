package dev.baton.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The keyword {@code additionalProperties}. The library's own lets every member whose name starts with {@code #} through
 * unchecked.
 */
final class AdditionalMembers implements Keyword {

    @Override
    public String getValue() {
        return ValidatorTypeCode.ADDITIONAL_PROPERTIES.getValue();
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode schema, JsonSchema parent, ValidationContext context) {
        return new Validator(location, path, schema, parent, context);
    }

    private static final class Validator extends BaseJsonValidator {

        private final Set<String> known = new HashSet<>();
        private final List<RegularExpression> patterns = new ArrayList<>();
        private final JsonSchema additional;
        private final boolean closed;

        Validator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode schema,
                JsonSchema parent,
                ValidationContext context) {
            super(location, path, schema, parent, ValidatorTypeCode.ADDITIONAL_PROPERTIES, context);
            parent.getSchemaNode().path("properties").fieldNames().forEachRemaining(known::add);
            parent.getSchemaNode()
                    .path("patternProperties")
                    .fieldNames()
                    .forEachRemaining(regex -> patterns.add(EcmaPattern.of(regex)));
            closed = schema.isBoolean() && !schema.booleanValue();
            additional = context.newSchema(location, path, schema, parent);
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath instance) {
            if (!node.isObject()) {
                return Set.of();
            }
            Set<ValidationMessage> errors = Set.of();
            for (var member : node.properties()) {
                String name = member.getKey();
                if (!known.contains(name) && !matchesPattern(name)) {
                    Set<ValidationMessage> found = closed
                            ? Set.of(unknown(context, node, instance, name))
                            : additional.validate(context, member.getValue(), root, instance.append(name));
                    errors = union(errors, found);
                }
            }
            return errors;
        }

        @Override
        public void preloadJsonSchema() {
            additional.initializeValidators();
        }

        private boolean matchesPattern(String name) {
            for (RegularExpression pattern : patterns) {
                if (pattern.matches(name)) {
                    return true;
                }
            }
            return false;
        }

        private ValidationMessage unknown(ExecutionContext context, JsonNode node, JsonNodePath instance, String name) {
            return message()
                    .instanceNode(node)
                    .instanceLocation(instance)
                    .property(name)
                    .arguments(name)
                    .failFast(context.isFailFast())
                    .build();
        }

        private static Set<ValidationMessage> union(Set<ValidationMessage> all, Set<ValidationMessage> more) {
            if (more.isEmpty()) {
                return all;
            }
            Set<ValidationMessage> union = all.isEmpty() ? new LinkedHashSet<>() : all;
            union.addAll(more);
            return union;
        }
    }
}
