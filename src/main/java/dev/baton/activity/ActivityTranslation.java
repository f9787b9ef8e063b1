package dev.baton.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.mapping.Mapping;
import dev.baton.mapping.MappingException;
import dev.baton.problem.StartRefusedException;
import dev.baton.schema.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes handover messages of activities, by the mapping {@value #FILE}. */
public final class ActivityTranslation {

    private static final String FILE = "handoff-activity.jslt";

    private final Mapping mapping;

    private ActivityTranslation(Mapping mapping) {
        this.mapping = mapping;
    }

    /**
     * @param folder an installation's routes; its mapping takes the place of the one in the jar
     * @throws StartRefusedException when the mapping has a fault; says where
     */
    public static ActivityTranslation in(@Nullable Path folder) {
        Path own = folder == null ? null : folder.resolve(FILE);
        try {
            boolean isOwn = own != null && Files.isRegularFile(own);
            String text = isOwn ? Files.readString(own) : shipped();
            return new ActivityTranslation(Mapping.compile(FILE, text, name -> Optional.empty()));
        } catch (MappingException e) {
            throw new StartRefusedException((folder == null ? "" : folder + "/") + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shipped() throws IOException {
        try (InputStream file = ActivityTranslation.class.getResourceAsStream("/routes/" + FILE)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @param choice the members {@code step} and {@code target} of the message, as the request's address names them */
    public TranslatedActivity of(JsonNode activity, Map<String, String> choice) {
        List<Violation> violations = HandoffActivity.check(activity);
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        if (violations.isEmpty()) {
            try {
                JsonNode made = mapping.apply(activity, Map.of());
                if (made instanceof ObjectNode object) {
                    message.setAll(object);
                }
                choice.forEach(message::put);
            } catch (MappingException e) {
                violations =
                        List.of(new Violation("", null, "an activity that can be translated; " + e.getMessage(), null));
            }
        }
        return new TranslatedActivity(message, violations, new ActivityPlaces(activity, message, choice.keySet()));
    }
}
