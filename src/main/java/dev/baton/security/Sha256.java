package dev.baton.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Fingerprints of what a caller shows. Compared in a time that does not depend on what they are. */
record Sha256(byte[] bytes) {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    /** @throws IllegalArgumentException when it is something else; says what, for a sentence that begins with its name */
    static Sha256 parse(String hex, String ofWhat) {
        if (!HEX.matcher(hex.strip()).matches()) {
            throw new IllegalArgumentException("has no acceptable " + ofWhat
                    + " hash: expected the 64 hex digits of the " + ofWhat + "'s SHA-256");
        }
        return new Sha256(HexFormat.of().parseHex(hex.strip()));
    }

    /** @throws IllegalArgumentException also when it is the hash of no key */
    static Sha256 ofKey(String hex) {
        Sha256 hash = parse(hex, "key");
        if (hash.matches(of("")) || hash.matches(of("\n"))) {
            throw new IllegalArgumentException(
                    "has the hash of an empty key: hash the key itself, without a line break");
        }
        return hash;
    }

    static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Sha256 of(byte[] bytes) {
        try {
            return new Sha256(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean matches(Sha256 other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }
}
