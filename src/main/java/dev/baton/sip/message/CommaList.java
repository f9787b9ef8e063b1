package dev.baton.sip.message;

import java.util.List;

/** Takes a value apart at its commas, but not within quotes or angle brackets. */
final class CommaList {

    private CommaList() {}

    static void split(String line, List<String> into) {
        int start = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"' && !bracketed) {
                quoted = true;
            } else if (c == '<' || c == '>') {
                bracketed = c == '<';
            } else if (c == ',' && !bracketed) {
                into.add(line.substring(start, i).strip());
                start = i + 1;
            }
        }
        String last = line.substring(start).strip();
        if (!last.isEmpty() || start > 0) {
            into.add(last);
        }
    }
}
