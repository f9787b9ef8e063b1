package dev.baton.support;

import java.util.UUID;

/** Handover messages for tests. */
public final class Messages {

    private Messages() {}

    /** A small valid message of a conversation that nobody else uses. */
    public static String minimal() {
        return minimal("c-" + UUID.randomUUID());
    }

    public static String minimal(String conversation) {
        return """
                {"source": {"platform": "halo", "botId": "support"},
                 "conversation": {"id": "%s", "channel": "text"},
                 "reason": {"code": "customer_request"}}"""
                .formatted(conversation);
    }

    /** A message for one target, with what any of the shipped connectors needs. */
    public static String to(String target, String conversation) {
        return with(
                conversation,
                """
                "target": "%s", "customer": {"name": "Ada Jansen", "email": "ada@example.org", "phone": "+31612345678"}"""
                        .formatted(target));
    }

    /** A call for one target, with what any of the shipped connectors needs. */
    public static String callTo(String target, String conversation) {
        return to(target, conversation)
                .replace("\"channel\": \"text\"", "\"channel\": \"voice\"")
                .replace(
                        "\"customer\":",
                        "\"voice\": {\"callId\": \"call-1\", \"sipCallId\": \"" + conversation
                                + "@sbc.example.net\", \"localTag\": \"botA1\", \"remoteTag\": \"sbcZ9\"}, \"customer\":");
    }

    /** The minimal message with more members, given as JSON text without braces. */
    public static String with(String members) {
        return with("c-" + UUID.randomUUID(), members);
    }

    public static String with(String conversation, String members) {
        String minimal = minimal(conversation);
        return minimal.substring(0, minimal.lastIndexOf('}')) + ", " + members + "}";
    }
}
