package dev.baton.mapping;

import com.schibsted.spt.data.jslt.JsltException;

/** A mapping that cannot be compiled, or that failed on a message. Never holds content of the message. */
public final class MappingException extends RuntimeException {

    private final String file;
    private final int line;
    private final int column;
    private final String reason;

    MappingException(String file, int line, int column, String reason) {
        super((line > 0 ? file + ":" + line + ":" + column : file) + ": " + reason);
        this.file = file;
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    /** The same failure with its place where JSLT knows it, else with the file alone. */
    static MappingException of(String file, JsltException failure, String reason) {
        String source = failure.getSource();
        return source == null
                ? new MappingException(file, 0, 0, reason)
                : new MappingException(source, failure.getLine(), failure.getColumn(), reason);
    }

    /** The mapping's file name, or that of the import where the fault is. */
    public String file() {
        return file;
    }

    /** Counted from 1; 0 when the place is not known. */
    public int line() {
        return line;
    }

    /** Counted from 1; 0 when the place is not known. */
    public int column() {
        return column;
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }
}
