package dev.baton.schema;

/** A document that is not acceptable JSON. The message is one sentence for the person who sent it. */
public final class UnreadableJson extends Exception {

    private final int line;
    private final int column;

    UnreadableJson(String message, int line, int column) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
    }

    /** Where reading stopped; the first line is 1. */
    public int line() {
        return line;
    }

    /** Where reading stopped, in characters; the first column is 1. */
    public int column() {
        return column;
    }
}
