package dev.baton.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The option {@code --format}: how results are written. */
final class Format {

    @Option(
            names = "--format",
            paramLabel = "<format>",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind kind = Kind.TEXT;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    boolean isJson() {
        return json || kind == Kind.JSON;
    }

    /** As users write it. */
    enum Kind {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
