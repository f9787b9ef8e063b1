package dev.baton.source;

import dev.baton.schema.Violation;

/**
 * One thing to correct in a file.
 *
 * @param line from 1; 0 when it is about the file as a whole
 * @param column from 1; 0 when it is about the file as a whole
 * @param pointer RFC 6901 JSON pointer; empty for the whole document
 * @param problem what was found and what would be right, in one line
 */
public record SourceError(String file, int line, int column, String pointer, String problem) {

    /** An error that no line of the file can be blamed for: it is missing, unreadable or too large. */
    public static SourceError ofFile(String file, String problem) {
        return new SourceError(file, 0, 0, "", problem);
    }

    /** The same error, of a file in this folder. */
    public SourceError under(String folder) {
        return new SourceError(folder + "/" + file, line, column, pointer, problem);
    }

    /** The violation as a phrase: {@code found …, expected …; did you mean '…'?}. */
    public static String describe(Violation violation) {
        String found = violation.found() == null ? "found nothing" : "found " + violation.found();
        String hint = violation.suggestion() == null ? "" : "; did you mean '" + violation.suggestion() + "'?";
        return found + ", expected " + violation.expected() + hint;
    }

    /** Reads {@code file:line:column: pointer: problem}, which terminals and editors make clickable. */
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + problem;
    }
}
