package dev.baton.connector.check;

import dev.baton.schema.Nearest;
import dev.baton.schema.Violation;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one YAML file of a connector, each with its place. */
final class Faults {

    private static final int MAX_KNOWN = 20;

    private final SourceYaml yaml;
    private final List<SourceError> errors = new ArrayList<>();

    Faults(SourceYaml yaml) {
        this.yaml = yaml;
    }

    void atValue(String pointer, String problem) {
        errors.add(yaml.atValue(pointer, problem));
    }

    void atKey(String pointer, String problem) {
        errors.add(yaml.atKey(pointer, problem));
    }

    /** A name that leads nowhere. */
    void unknown(String pointer, String found, String name, String kind, Collection<String> known) {
        String expected = known.isEmpty()
                ? "but there is no " + kind
                : "expected a " + kind + ", one of "
                        + String.join(", ", known.stream().limit(MAX_KNOWN).toList())
                        + (known.size() > MAX_KNOWN ? " …" : "");
        atValue(pointer, "found " + found + ", " + expected + didYouMean(name, known));
    }

    /** The violations of the part of the file that stands at the pointer. */
    void violations(String pointer, List<Violation> violations) {
        for (Violation violation : violations) {
            String place = pointer + violation.pointer();
            String problem = SourceError.describe(violation);
            boolean aboutName = violation.expected().startsWith("no such member")
                    || violation.expected().startsWith("a member name");
            errors.add(aboutName ? yaml.atKey(place, problem) : yaml.atValue(place, problem));
        }
    }

    boolean knows(String pointer) {
        return errors.stream().anyMatch(error -> error.pointer().equals(pointer));
    }

    boolean knowsBelow(String pointer) {
        return errors.stream().anyMatch(error -> error.pointer().startsWith(pointer + "/"));
    }

    List<SourceError> list() {
        return List.copyOf(errors);
    }

    /** A half sentence to add, or nothing. */
    static String didYouMean(String name, Collection<String> known) {
        @Nullable String nearest = Nearest.to(name, known);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /** An RFC 6901 JSON pointer to the member. */
    static String member(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
