package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.activity.HandoffActivity;
import dev.baton.activity.HandoffStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.apache.camel.Message;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** How a client wants to read what became of its handover: as a receipt, or as the Bot Framework's status event. */
enum Representation {
    RECEIPT,
    STATUS_EVENT;

    /** The event for those who name its media type and prefer it to JSON; a header that cannot be read says nothing. */
    static Representation wantedBy(HttpServletRequest request) {
        try {
            List<MediaType> wanted = MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
            double event = quality(wanted, MediaType.parseMediaType(HandoffActivity.MEDIA_TYPE));
            return event > 0 && event >= quality(wanted, MediaType.APPLICATION_JSON) ? STATUS_EVENT : RECEIPT;
        } catch (InvalidMediaTypeException e) {
            return RECEIPT;
        }
    }

    /** @param message what the bot sent */
    void write(Message answer, int status, ObjectNode receipt, JsonNode message) {
        if (this == STATUS_EVENT) {
            Answers.write(answer, status, HandoffActivity.MEDIA_TYPE, HandoffStatus.of(receipt, message));
        } else {
            Answers.json(answer, status, receipt);
        }
    }

    private static double quality(List<MediaType> wanted, MediaType type) {
        return wanted.stream()
                .filter(type::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }
}
