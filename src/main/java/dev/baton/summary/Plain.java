package dev.baton.summary;

/** Makes whatever somebody wrote into text that is safe to show anywhere. */
final class Plain {

    private Plain() {}

    /** On one line: every run of white space is one blank, and characters that only steer a display are gone. */
    static String line(String text, int from, int to) {
        StringBuilder line = new StringBuilder(to - from);
        boolean gap = false;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (isSpace(c)) {
                gap = true;
            } else if (!steers(c)) {
                if (gap && line.length() > 0) {
                    line.append(' ');
                }
                gap = false;
                line.append(c);
            }
        }
        return line.toString();
    }

    /** As {@link #line}, but each line of the text stays one; blank lines go. */
    static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        text.lines()
                .map(one -> line(one, 0, one.length()))
                .filter(one -> !one.isEmpty())
                .forEach(one -> lines.append(lines.length() > 0 ? "\n" : "").append(one));
        return lines.toString();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c == '\u0085' || c > '\u007f' && Character.isSpaceChar(c);
    }

    /** Control characters, and those that turn the direction of what follows (Unicode, annex 9). */
    private static boolean steers(char c) {
        return c < ' '
                || c >= '\u007f' && c <= '\u009f'
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\ufeff'
                || c >= '\ufff9' && c <= '\ufffb';
    }
}
