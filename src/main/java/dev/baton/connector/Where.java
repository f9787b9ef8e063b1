package dev.baton.connector;

import java.util.Set;

/** What Camel does with a text of a Kamelet. */
enum Where {
    /** Evaluates it, or nobody knows. */
    EVALUATED,
    /** Sends to the URI that it makes. */
    RECIPIENT,
    /** Takes it as it is. */
    CONSTANT,
    BEAN,
    /** Sets it on a bean. */
    BEAN_PROPERTY;

    private static final Set<String> RECIPIENTS =
            Set.of("enrich", "pollEnrich", "recipientList", "routingSlip", "dynamicRouter", "toD", "wireTap");

    /** The place that a member of this name makes of the place it is in. */
    Where inside(String member) {
        if (RECIPIENTS.contains(member)) {
            return RECIPIENT;
        }
        return switch (this) {
            case EVALUATED -> member.equals("constant") ? CONSTANT : member.equals("beans") ? BEAN : this;
            case BEAN -> member.equals("properties") ? BEAN_PROPERTY : this;
            case RECIPIENT, CONSTANT, BEAN_PROPERTY -> this;
        };
    }
}
