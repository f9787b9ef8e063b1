package dev.baton.catalog;

import dev.baton.source.SourceError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edit that does not serve.
 *
 * @param version of what was refused
 * @param since when it was refused first
 * @param errors everything to correct
 */
public record Refusal(String version, Instant since, List<SourceError> errors) {

    public Refusal {
        errors = List.copyOf(errors);
    }

    /** The same refusal, with the time when it began. */
    Refusal orEarlier(@Nullable Refusal earlier) {
        return earlier != null && version.equals(earlier.version) && errors.equals(earlier.errors) ? earlier : this;
    }
}
