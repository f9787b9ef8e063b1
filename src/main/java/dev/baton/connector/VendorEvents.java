package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.mapping.Mapping;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a connector understands what its vendor says of its own accord: the mapping {@code <id>.events.jslt}, and how the
 * vendor shows that it is itself.
 *
 * @param authentication of requests; absent when nothing comes by request, since this gateway's own SIP endpoint tells
 */
public record VendorEvents(Mapping mapping, @Nullable EventAuthentication authentication) {

    /** The annotation's word for events of this gateway's own SIP endpoint. */
    public static final String OF_SIP = "sip";

    static final String SUFFIX = ".events.jslt";

    static VendorEvents of(Mapping mapping, String annotation) {
        return new VendorEvents(mapping, annotation.equals(OF_SIP) ? null : EventAuthentication.of(annotation));
    }

    /** The name of a connector's mapping of events. */
    public static String file(String connector) {
        return connector + SUFFIX;
    }

    /**
     * @param request {@code {headers: {…}, query: {…}, body: …}}, the headers by lower-case name
     * @param settings of the target, without secrets
     * @return what the mapping made of it, not yet checked
     * @throws dev.baton.mapping.MappingException when the mapping cannot work with this request
     */
    public JsonNode map(JsonNode request, JsonNode settings, Instant now) {
        return mapping.apply(
                request,
                Map.of(
                        "settings",
                        settings,
                        "now",
                        TextNode.valueOf(now.toString()),
                        "handover",
                        NullNode.instance,
                        "handoverId",
                        NullNode.instance,
                        "handoverToken",
                        NullNode.instance,
                        "kept",
                        NullNode.instance));
    }
}
