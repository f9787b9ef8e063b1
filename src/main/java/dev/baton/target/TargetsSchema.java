package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import dev.baton.source.SourceError;
import dev.baton.source.SourceYaml;
import dev.baton.target.Findings.Actor;
import java.util.regex.Pattern;

/** The form of {@code targets.yaml}, as editors check it too. */
final class TargetsSchema {

    private static final SchemaCheck SCHEMA = SchemaCheck.ofResource("schemas/targets.schema.json");
    /** Everything else may hold a secret that somebody has put into the wrong place. */
    private static final Pattern SHOWN =
            Pattern.compile("/default|/steps/.+|/targets/[^/]+/(connector|overridable.*|availability.*)");

    private TargetsSchema() {}

    static void check(SourceYaml yaml, Findings findings) {
        for (Violation violation : SCHEMA.check(yaml.root())) {
            if (violation.expected().startsWith("no such member")) {
                String problem = describe(violation, Kind.of(yaml.root().at(violation.pointer())));
                findings.atKey(violation.pointer(), problem, Actor.INTEGRATOR);
            } else if (violation.expected().startsWith("a member name")) {
                String problem = describe(violation, "this name");
                findings.atKey(violation.pointer(), problem, Actor.INTEGRATOR);
            } else {
                String problem = SourceError.describe(shown(violation, yaml.root()));
                findings.atValue(violation.pointer(), problem, Actor.INTEGRATOR);
            }
        }
    }

    private static Violation shown(Violation violation, JsonNode root) {
        boolean harmless =
                violation.found() == null || SHOWN.matcher(violation.pointer()).matches();
        return harmless ? violation : with(violation, Kind.of(root.at(violation.pointer())));
    }

    private static String describe(Violation violation, String found) {
        return SourceError.describe(with(violation, found));
    }

    private static Violation with(Violation violation, String found) {
        return new Violation(violation.pointer(), found, violation.expected(), violation.suggestion());
    }
}
