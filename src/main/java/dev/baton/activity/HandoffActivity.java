package dev.baton.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** The event activity {@code handoff.initiate}, {@value #RESOURCE}. */
public final class HandoffActivity {

    public static final String MEDIA_TYPE = "application/vnd.microsoft.activity+json";

    /** On the class path; served to bot authors under the same name. */
    public static final String RESOURCE = "handoff-activity.schema.json";

    private static final MimeType TYPE = MimeTypeUtils.parseMimeType(MEDIA_TYPE);
    private static final SchemaCheck CHECK = SchemaCheck.ofResource(RESOURCE);

    private HandoffActivity() {}

    /** Whether the body is meant to be one: because its media type says so, or by type and name when that says JSON. */
    public static boolean isMeant(@Nullable String mediaType, JsonNode body) {
        return isMediaType(mediaType)
                || body.path("type").asText().equals("event")
                        && body.path("name").asText().equals("handoff.initiate");
    }

    /** Whether this is the media type of activities, with whatever parameters. */
    public static boolean isMediaType(@Nullable String mediaType) {
        try {
            return mediaType != null && TYPE.equalsTypeAndSubtype(MimeTypeUtils.parseMimeType(mediaType));
        } catch (InvalidMimeTypeException e) {
            return false;
        }
    }

    /** Everything that is wrong with the activity. */
    static List<Violation> check(JsonNode activity) {
        return CHECK.check(activity);
    }
}
