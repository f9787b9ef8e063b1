package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The messages of a handover that say something, oldest first, as text within a limit. */
record Transcript(List<JsonNode> messages) {

    /** Shorter than this a transcript cannot hold a role, a mark and a few words. */
    static final int SHORTEST = 40;

    private static final String SHORT_MARK = "[…]";

    static Transcript of(JsonNode handover) {
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode message : handover.path("transcript")) {
            if (TranscriptLine.says(message)) {
                messages.add(message);
            }
        }
        return new Transcript(messages);
    }

    /**
     * @param text what fits, newest messages first of all
     * @param left how many of the oldest messages are not in it
     * @param torn whether the newest message is not in it to its end
     */
    record Excerpt(String text, int left, boolean torn) {}

    /** Keeps the newest messages; a first line tells how many older ones are missing. Linear in what is kept. */
    Excerpt within(int limit) {
        Deque<String> kept = new ArrayDeque<>();
        int left = messages.size();
        int length = -1;
        while (left > 0) {
            String line = line(left - 1).text();
            if (length + 1 + line.length() > limit) {
                break;
            }
            kept.addFirst(line);
            length += 1 + line.length();
            left--;
        }
        if (left == 0) {
            return new Excerpt(String.join("\n", kept), 0, false);
        }
        while (!kept.isEmpty() && mark(left).length() + 1 + length > limit) {
            length -= 1 + kept.removeFirst().length();
            left++;
        }
        return kept.isEmpty() ? newest(limit) : new Excerpt(mark(left) + "\n" + String.join("\n", kept), left, false);
    }

    private Excerpt newest(int limit) {
        int left = messages.size() - 1;
        String mark = left == 0 ? "" : mark(left) + "\n";
        if (mark.length() > limit / 2) {
            mark = SHORT_MARK + "\n";
        }
        String line = line(left).text();
        String text = Text.cut(line, limit - mark.length());
        return new Excerpt(mark + text, left, text.length() < line.length());
    }

    private static String mark(int left) {
        return left == 1 ? "[… 1 earlier message cut]" : "[… " + left + " earlier messages cut]";
    }

    /** Everything, in texts of at most the limit, split between messages where possible. */
    List<String> parts(int limit) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < messages.size(); i++) {
            for (String piece : pieces(line(i), limit)) {
                if (part.length() > 0 && part.length() + 1 + piece.length() > limit) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                part.append(part.length() > 0 ? "\n" : "").append(piece);
            }
        }
        if (part.length() > 0) {
            parts.add(part.toString());
        }
        return parts;
    }

    /** A message that does not fit goes on in the next part: each piece names the author and shows the break. */
    private static List<String> pieces(TranscriptLine line, int limit) {
        if (line.text().length() <= limit) {
            return List.of(line.text());
        }
        String label = (line.label().length() < limit / 2 ? line.label() : line.role()) + ": ";
        String content = line.content();
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < content.length(); ) {
            String start = label + (from == 0 ? "" : Text.MARK);
            int room = limit - start.length();
            int to = content.length() - from <= room ? content.length() : Text.boundary(content, from, from + room - 1);
            pieces.add(start + content.substring(from, to).strip() + (to == content.length() ? "" : Text.MARK));
            from = to;
        }
        return pieces;
    }

    private TranscriptLine line(int index) {
        return TranscriptLine.of(messages.get(index));
    }

    /** Tells the open collector what an excerpt leaves out. */
    void note(Excerpt excerpt, int limit) {
        if (excerpt.left() > 0) {
            MappingNotes.cut(
                    "/transcript",
                    "The oldest " + excerpt.left() + " of " + messages.size() + " messages do not fit in " + limit
                            + " characters.");
        }
        if (excerpt.torn()) {
            MappingNotes.cut("/transcript", "The newest message does not fit in " + limit + " characters.");
        }
    }
}
