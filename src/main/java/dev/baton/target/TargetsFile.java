package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Loads {@code targets.yaml}. */
public final class TargetsFile {

    private static final String START = " Something to start with:\n\n"
            + "targets:\n  desk: {connector: logging-only}\nsteps:\n  support: {text: desk}\n";

    private TargetsFile() {}

    /**
     * @param connectors all connectors there are, by id
     * @param environment tells the value of an environment variable, null when it is not set
     * @throws ConfigurationException with everything that is wrong, not only the first
     */
    public static Targets load(
            Path file, Map<String, ConnectorForm> connectors, UnaryOperator<@Nullable String> environment) {
        return check(file, read(file), connectors, Set.of(), environment);
    }

    /**
     * Reads the file without following its names.
     *
     * @throws ConfigurationException when it is missing, unreadable, empty or no YAML
     */
    public static SourceYaml read(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new ConfigurationException("There is no file " + file.toAbsolutePath() + "." + START, List.of());
            }
            SourceYaml yaml = SourceYaml.read(file);
            if (yaml.root().isNull()) {
                throw new ConfigurationException("The file " + file.toAbsolutePath() + " is empty." + START, List.of());
            }
            return yaml;
        } catch (SourceException e) {
            throw refused(file, e.errors());
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + file.toAbsolutePath() + " cannot be read as a file by the user of this process.",
                    List.of());
        }
    }

    /**
     * @param connectors the connectors that can be used, by id
     * @param unusable connectors that are there but cannot be used: their targets are not checked
     * @throws ConfigurationException with everything that is wrong, not only the first
     */
    public static Targets check(
            Path file,
            SourceYaml yaml,
            Map<String, ConnectorForm> connectors,
            Set<String> unusable,
            UnaryOperator<@Nullable String> environment) {
        Findings findings = new Findings(yaml);
        TargetsSchema.check(yaml, findings);
        Targets targets =
                new TargetsReader(connectors, unusable, environment, folder(file), findings).read(yaml.root());
        List<SourceError> errors = findings.inOrder();
        if (errors != null) {
            throw refused(file, errors);
        }
        return targets;
    }

    /** The files that hold values which the file refers to as <code>${file:…}</code>, and the calendars of its steps. */
    public static Set<Path> references(Path file, SourceYaml yaml) {
        Set<Path> files = new TreeSet<>();
        collect(yaml.root(), files);
        yaml.root().path("steps").forEach(step -> HoursReader.calendar(folder(file), step)
                .ifPresent(files::add));
        return files;
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static void collect(JsonNode node, Set<Path> files) {
        Reference reference = node.isTextual() ? Reference.of(node.asText()) : null;
        if (reference != null && reference.path() != null) {
            files.add(Path.of(reference.path()));
        }
        node.forEach(child -> collect(child, files));
    }

    /** Everything to correct in the file, under one headline. */
    public static ConfigurationException refused(Path file, List<SourceError> errors) {
        String count = errors.size() == 1 ? "is 1 thing" : "are " + errors.size() + " things";
        String headline = "There " + count + " to correct in " + file.toAbsolutePath() + ", in brackets by whom:";
        return new ConfigurationException(headline, errors);
    }
}
