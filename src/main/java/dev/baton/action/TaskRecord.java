package dev.baton.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Action;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as a handover message that any connector can take: what is to be done stands before the summary. */
final class TaskRecord {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARACTERS = 10;
    private static final int LONGEST_SUMMARY = 32_768;

    private TaskRecord() {}

    /** @param dueAt when it is due; absent when it is due at once */
    static ObjectNode of(ObjectNode message, String description, @Nullable String dueAt) {
        ObjectNode record = message.deepCopy();
        record.remove(List.of("callback", "message", "settings", Action.MEMBER));
        ObjectNode summary = record.withObjectProperty("summary");
        String before = summary.path("text").asText();
        String text = "Task: " + description + (dueAt == null ? "" : "\nDue: " + dueAt)
                + (before.isBlank() ? "" : "\n\n" + before);
        summary.put("text", text.length() <= LONGEST_SUMMARY ? text : text.substring(0, LONGEST_SUMMARY));
        return record;
    }

    /** A ULID of its own, made of the handover's and the task's number: the same for every try. */
    static String id(String handoverId, int number) {
        byte[] digest = sha256(handoverId + "-" + number);
        StringBuilder id = new StringBuilder(handoverId.substring(0, TIME_CHARACTERS));
        for (int i = 0; id.length() < handoverId.length(); i++) {
            id.append(CROCKFORD.charAt(digest[i] & 31));
        }
        return id.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
