package dev.baton.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.FailFastAssertionException;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.PathType;
import com.networknt.schema.ValidationMessage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Checks documents against one JSON Schema 2020-12 and says in plain words what is wrong with them. Immutable; one
 * instance serves all threads.
 *
 * <p>The formats email, date-time, uri, uuid, e164 and language-tag are asserted. A member whose schema has the format
 * {@code password} is never shown, nor is an object that may hold one, nor an unknown member beside one.
 */
public final class SchemaCheck {

    /** No more violations than this are listed; a last one says how many are left. */
    static final int MOST_LISTED = 100;

    /** After so many the check is given up, so that a hostile document costs no more memory than a large one. */
    static final int MOST_FOUND = 10_000;

    static final JsonNodePath ROOT = new JsonNodePath(PathType.JSON_POINTER);

    private final JsonSchema schema;
    private final JsonNode source;

    private SchemaCheck(JsonNode source) {
        this.source = source;
        this.schema = Dialect.compile(source);
    }

    /** @throws IllegalArgumentException when this is not a usable schema, or refers to one outside of itself */
    public static SchemaCheck of(JsonNode schema) {
        return new SchemaCheck(schema.deepCopy());
    }

    /**
     * @param path on the class path, for example {@code handover.schema.json}
     * @throws IllegalArgumentException as {@link #of}
     */
    public static SchemaCheck ofResource(String path) {
        try (InputStream resource = SchemaCheck.class.getClassLoader().getResourceAsStream(path)) {
            if (resource == null) {
                throw new FileNotFoundException(path);
            }
            return new SchemaCheck(StrictJson.parse(resource.readAllBytes()));
        } catch (UnreadableJson e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema. Not to be changed. */
    public JsonNode document() {
        return source;
    }

    /** Every violation, in the order of the document; what is missing comes before what its object has. */
    public List<Violation> check(JsonNode document) {
        Set<ValidationMessage> messages;
        try {
            messages = schema.validate(new Budget(), document, document, ROOT);
        } catch (FailFastAssertionException e) {
            return Report.givenUp();
        }
        return messages.isEmpty() ? List.of() : Report.of(source, document, messages);
    }

    /** Ends the check when too much was found: the library asks this for every violation before it keeps it. */
    private static final class Budget extends ExecutionContext {

        private static final ExecutionConfig CONFIG = new ExecutionConfig();

        static {
            CONFIG.setFormatAssertionsEnabled(true);
        }

        private int left = MOST_FOUND;

        Budget() {
            super(CONFIG);
        }

        @Override
        public boolean isFailFast() {
            return --left < 0;
        }

        @Override
        public void setFailFast(boolean failFast) {
            // The library switches it off inside anyOf and the like; the limit holds there too.
        }
    }
}
