package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sip.component.SipConstants;
import dev.baton.sip.message.UserToUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Message;

/** Between mappings and the component {@code sip:}, which takes and gives header fields of fixed names. */
final class SipFields {

    private static final Map<String, String> ASKED = Map.of(
            "referTo", SipConstants.REFER_TO,
            "callId", SipConstants.CALL_ID,
            "localTag", SipConstants.LOCAL_TAG,
            "remoteTag", SipConstants.REMOTE_TAG,
            "localUri", SipConstants.LOCAL_URI,
            "remoteUri", SipConstants.REMOTE_URI,
            "remoteTarget", SipConstants.REMOTE_TARGET,
            "routes", SipConstants.ROUTES,
            "cseq", SipConstants.CSEQ,
            "uui", SipConstants.UUI);
    private static final Map<String, String> ANSWERED = Map.of(
            "outcome", SipConstants.OUTCOME,
            "referStatus", SipConstants.REFER_STATUS,
            "finalStatus", SipConstants.FINAL_STATUS,
            "reason", SipConstants.REASON,
            "redirectUri", SipConstants.REDIRECT_URI,
            "up", SipConstants.PEER_UP);

    private SipFields() {}

    /** @throws IllegalArgumentException for another member, or a value that is no text or number; shows no value */
    static void set(Message message, String file, JsonNode call) {
        call.properties().forEach(member -> {
            String header = ASKED.get(member.getKey());
            if (header == null) {
                throw new IllegalArgumentException(
                        file + ": found a member that no call has, expected " + String.join(", ", names()));
            }
            if (!member.getValue().isNull()) {
                message.setHeader(header, value(file, member.getKey(), member.getValue()));
            }
        });
    }

    /** What the call before was answered with; empty when it was none of SIP. */
    static Optional<JsonNode> answer(Message message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ANSWERED.forEach((name, header) -> {
            Object value = message.getHeader(header);
            if (value instanceof Integer number) {
                answer.put(name, number);
            } else if (value instanceof Boolean truth) {
                answer.put(name, truth);
            } else if (value != null) {
                answer.put(name, value.toString());
            }
        });
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
    }

    private static Object value(String file, String name, JsonNode value) {
        if (name.equals("routes") && value.isArray()) {
            List<String> routes = new ArrayList<>();
            value.forEach(route -> routes.add(route.asText()));
            return String.join(",", routes);
        }
        if (name.equals("uui") && value.isTextual()) {
            return UserToUser.of(value.asText()).hex();
        }
        if (name.equals("cseq") && value.isIntegralNumber()) {
            return value.asLong();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(file + ": found " + value.getNodeType() + " as " + name
                    + ", expected a text; cseq is a number, routes is a list of texts");
        }
        return value.asText();
    }

    private static List<String> names() {
        return ASKED.keySet().stream().sorted().toList();
    }
}
