package dev.baton.source;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A file that is not acceptable YAML. The message lists every error, one per line. */
public final class SourceException extends RuntimeException {

    private final transient List<SourceError> errors;

    public SourceException(List<SourceError> errors) {
        super(errors.stream().map(SourceError::toString).collect(joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** The same errors, of files in this folder: many connectors have a {@code receipt.jslt}. */
    public SourceException under(String folder) {
        return new SourceException(
                errors.stream().map(error -> error.under(folder)).toList());
    }

    /** At least one, in the order of the file. */
    public List<SourceError> errors() {
        return errors;
    }
}
