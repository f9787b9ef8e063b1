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

    /** At least one, in the order of the file. */
    public List<SourceError> errors() {
        return errors;
    }
}
