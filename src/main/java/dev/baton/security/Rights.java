package dev.baton.security;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a client's handovers may go.
 *
 * @param targets names of targets; {@code *} among them stands for all
 * @param steps names of steps; {@code *} among them stands for all
 */
public record Rights(Set<String> targets, Set<String> steps) {

    private static final String ANY = "*";

    public static final Rights ALL = new Rights(Set.of(ANY), Set.of(ANY));

    static Rights of(Collection<String> targets, Collection<String> steps) {
        return new Rights(new TreeSet<>(targets), new TreeSet<>(steps));
    }

    public boolean mayTarget(String target) {
        return targets.contains(ANY) || targets.contains(target);
    }

    public boolean mayStep(String step) {
        return steps.contains(ANY) || steps.contains(step);
    }
}
