package dev.baton.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Handover;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people are told: which handover, and where to find it. What people said and who they are is in it only where the
 * operator wants that.
 *
 * @param subject one line without control characters
 * @param lines without control characters
 * @param link where the handover can be seen; absent when the operator has set none
 */
record NoticeText(String subject, List<String> lines, @Nullable String link) {

    /** Control characters, and those that end a line or turn its direction in some programs. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+");

    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_LINE = 500;

    static NoticeText of(ActionWork work, @Nullable String link, boolean details) {
        Handover handover = work.handover().handover();
        boolean task = work.due().details().path("event").asText().equals("task_assigned");
        String happened = task ? "There is a task for handover " : "Somebody has handover ";
        List<String> lines = new ArrayList<>();
        lines.add(happened + handover.id() + ".");
        add(lines, "Target", handover.target());
        add(lines, "Step", handover.step());
        add(lines, "Reason", handover.message().at("/reason/code").asText());
        if (task) {
            work.made("createTask").ifPresent(made -> {
                add(lines, "Task", made.details().path("description").asText());
                add(lines, "Due", made.details().path("dueAt").asText());
                add(lines, "At", made.details().at("/result/by").asText());
                made.details()
                        .at("/result/externalRefs")
                        .properties()
                        .forEach(reference -> add(
                                lines, reference.getKey(), reference.getValue().asText()));
            });
        }
        if (details) {
            people(lines, handover.message());
        }
        return new NoticeText(
                clean(happened + handover.id(), LONGEST_SUBJECT),
                List.copyOf(lines),
                link == null ? null : link.replace("{id}", handover.id()));
    }

    private static void people(List<String> lines, JsonNode message) {
        add(lines, "Customer", message.at("/customer/name").asText());
        add(lines, "E-mail", message.at("/customer/email").asText());
        add(lines, "Phone", message.at("/customer/phone").asText());
        add(lines, "Because", message.at("/reason/detail").asText());
        add(lines, "Summary", message.at("/summary/text").asText());
    }

    private static void add(List<String> lines, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            lines.add(clean(name + ": " + value, LONGEST_LINE));
        }
    }

    /** A line of somebody's cannot become another one, or a header. */
    static String clean(String text, int longest) {
        String line = UNSEEN.matcher(text).replaceAll(" ").strip();
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }

    String text() {
        return String.join("\n", lines) + (link == null ? "" : "\n" + link);
    }
}
