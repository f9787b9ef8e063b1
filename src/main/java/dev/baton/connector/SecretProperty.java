package dev.baton.connector;

import dev.baton.target.TargetDefinition;

/** Where a target's context keeps a secret setting: under a name, which may be in a URI. */
final class SecretProperty {

    private static final String PREFIX = "baton.secret.";

    private SecretProperty() {}

    static void addAll(TargetDefinition target, TargetCamelContext context) {
        target.secrets().forEach((name, value) -> context.property(PREFIX + name, value));
    }

    /** What an option has in place of the secret. */
    static String referenceTo(String setting) {
        return "#property:" + PREFIX + setting;
    }
}
