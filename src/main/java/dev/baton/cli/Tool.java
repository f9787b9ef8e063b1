package dev.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.source.SourceError;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: where it stands, where it writes to, and how it ends. */
abstract class Tool implements Callable<Integer> {

    static final int GOOD = 0;
    static final int WRONG = 1;
    static final int USAGE = 2;

    final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    Tool(Surroundings around) {
        this.around = around;
    }

    PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    /** For what is wrong with the command line itself; ends in exit code {@value #USAGE}. */
    ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    /** The file or folder that the user means, absolute. */
    Path path(String given) {
        try {
            return around.folder().resolve(given).normalize();
        } catch (InvalidPathException e) {
            throw usage("'" + given + "' is no path that this system can use.");
        }
    }

    Path existingFile(String given) {
        Path file = path(given);
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw usage("There is no file " + around.shown(file) + ".");
        }
        return file;
    }

    void json(JsonNode document) {
        out().println(document.toPrettyString());
    }

    void list(PrintWriter to, List<SourceError> errors) {
        errors.forEach(error -> to.println(shown(error)));
    }

    SourceError shown(SourceError error) {
        return new SourceError(
                around.shown(error.file()), error.line(), error.column(), error.pointer(), error.problem());
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
