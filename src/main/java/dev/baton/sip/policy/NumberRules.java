package dev.baton.sip.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which numbers may be called: none but those that are named. */
final class NumberRules {

    /** ITU-T E.164: satellite phones, international networks (twice), international premium services. */
    private static final List<String> COSTLY = List.of("+881", "+882", "+883", "+979");

    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");
    private static final Pattern EXACT = Pattern.compile("=\\+[1-9][0-9]{6,14}");

    private final List<String> prefixes = new ArrayList<>();
    private final Set<String> exact = new HashSet<>();

    /** @throws IllegalArgumentException when an entry is neither a prefix such as +49 nor a number such as =+4930901820 */
    NumberRules(List<String> allowed) {
        for (String entry : allowed) {
            if (EXACT.matcher(entry).matches()) {
                exact.add(entry.substring(1));
            } else if (PREFIX.matcher(entry).matches()) {
                prefixes.add(allowedPrefix(entry));
            } else {
                throw new IllegalArgumentException("numberAllow: found '" + entry
                        + "', expected a prefix such as +49, or one number such as =+4930901820");
            }
        }
    }

    private static String allowedPrefix(String prefix) {
        for (String costly : COSTLY) {
            if (prefix.startsWith(costly)) {
                throw new IllegalArgumentException("numberAllow: found the prefix '" + prefix
                        + "' of satellite phones, international networks or premium services, expected such numbers one"
                        + " by one, as =" + prefix + "...");
            }
        }
        return prefix;
    }

    boolean isEmpty() {
        return prefixes.isEmpty() && exact.isEmpty();
    }

    void check(PhoneNumber number) throws ForwardRefusedException {
        String e164 = number.e164();
        if (exact.contains(e164)) {
            return;
        }
        if (prefixes.stream().noneMatch(e164::startsWith)) {
            throw new ForwardRefusedException(
                    Refusal.NUMBER_NOT_ALLOWED,
                    "The number to forward to is not among those that numberAllow names; who runs the gateway adds it");
        }
        if (COSTLY.stream().anyMatch(e164::startsWith)) {
            throw new ForwardRefusedException(
                    Refusal.COSTLY_NUMBER,
                    "The number to forward to is a satellite phone, an international network or a premium service; such"
                            + " a number must be named on its own in numberAllow, with an equals sign");
        }
        NumberingPlan.check(number);
    }
}
