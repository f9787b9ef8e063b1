package dev.baton.target;

import static java.util.stream.Collectors.joining;

import dev.baton.source.SourceError;
import java.util.List;

/** The configuration cannot be used. The message lists everything to correct, one per line, and shows no secret. */
public final class ConfigurationException extends RuntimeException {

    private final transient List<SourceError> errors;

    ConfigurationException(String headline, List<SourceError> errors) {
        super(headline + errors.stream().map(error -> "\n" + error).collect(joining()));
        this.errors = List.copyOf(errors);
    }

    /** In the order of the file; empty when there is no file to speak of. */
    public List<SourceError> errors() {
        return errors;
    }
}
