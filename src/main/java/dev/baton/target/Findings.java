package dev.baton.target;

import dev.baton.schema.Nearest;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a file, each with its place and with who must act. */
final class Findings {

    private static final int MAX_KNOWN = 20;

    /** Who must act. */
    enum Actor {
        INTEGRATOR("integrator"),
        OPERATOR("operator"),
        CONNECTOR_AUTHOR("connector author");

        private final String title;

        Actor(String title) {
            this.title = title;
        }
    }

    private final SourceYaml yaml;
    private final List<SourceError> errors = new ArrayList<>();

    Findings(SourceYaml yaml) {
        this.yaml = yaml;
    }

    void atValue(String pointer, String problem, Actor actor) {
        errors.add(yaml.atValue(pointer, problem + " [" + actor.title + "]"));
    }

    void atKey(String pointer, String problem, Actor actor) {
        errors.add(yaml.atKey(pointer, problem + " [" + actor.title + "]"));
    }

    /** A name that leads nowhere. */
    void unknown(String pointer, String name, String kind, Collection<String> known) {
        String nearest = Nearest.to(name, known);
        String expected = known.isEmpty()
                ? "but there is no " + kind
                : "expected a " + kind + ", one of "
                        + String.join(", ", known.stream().limit(MAX_KNOWN).toList())
                        + (known.size() > MAX_KNOWN ? " …" : "");
        String hint = nearest == null ? "" : "; did you mean '" + nearest + "'?";
        atValue(pointer, "found '" + name + "', " + expected + hint, Actor.INTEGRATOR);
    }

    /** Null when there is nothing to correct. */
    @Nullable
    List<SourceError> inOrder() {
        errors.sort(Comparator.comparingInt(SourceError::line).thenComparingInt(SourceError::column));
        return errors.isEmpty() ? null : errors;
    }
}
