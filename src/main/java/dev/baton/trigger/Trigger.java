package dev.baton.trigger;

import java.util.Locale;

/** What can set a handover off. Of several in the same turn, the first in this order is the reason. */
public enum Trigger {
    COMMAND("customer_request", true),
    BUTTON("customer_request", true),
    CONTACT_REQUEST("customer_request", true),
    SENSITIVE_TOPIC("sensitive_topic", false),
    KEYWORD("business_rule", false),
    INTENT("business_rule", false),
    NO_ANSWER("no_answer", false),
    FAILED_TO_RESOLVE("unresolved", false),
    LOW_CONFIDENCE("low_confidence", false),
    NEGATIVE_SENTIMENT("negative_sentiment", false);

    private final String reasonCode;
    private final boolean manual;

    Trigger(String reasonCode, boolean manual) {
        this.reasonCode = reasonCode;
        this.manual = manual;
    }

    /** The word used on the wire, for example {@code no_answer}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason's code in the handover message. */
    String reasonCode() {
        return reasonCode;
    }

    /** Whether the customer asked for a person. */
    boolean isManual() {
        return manual;
    }
}
