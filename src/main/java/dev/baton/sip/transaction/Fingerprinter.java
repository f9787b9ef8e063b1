package dev.baton.sip.transaction;

import java.security.SecureRandom;

/**
 * SipHash-2-4 with 128 bits (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012), whose key is made at the
 * start of the process. Each part is hashed with its length, so that no part runs into the next. Used once.
 */
final class Fingerprinter {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long KEY_0 = RANDOM.nextLong();
    private static final long KEY_1 = RANDOM.nextLong();

    private static final int CHARS_PER_WORD = 4;
    private static final int LAST_ROUNDS = 4;

    private long v0 = KEY_0 ^ 0x736f6d6570736575L;
    private long v1 = KEY_1 ^ 0x646f72616e646f6dL ^ 0xee;
    private long v2 = KEY_0 ^ 0x6c7967656e657261L;
    private long v3 = KEY_1 ^ 0x7465646279746573L;

    Fingerprinter add(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
        return this;
    }

    Fingerprinter add(String text) {
        return add(text, false);
    }

    /** For what is ASCII, such as the name of a host. */
    Fingerprinter addIgnoringCase(String text) {
        return add(text, true);
    }

    private Fingerprinter add(String text, boolean ignoringCase) {
        int length = text.length();
        add(length);
        for (int at = 0; at < length; at += CHARS_PER_WORD) {
            long word = 0;
            int end = Math.min(length, at + CHARS_PER_WORD);
            for (int i = at; i < end; i++) {
                char c = text.charAt(i);
                word = word << 16 | (ignoringCase && c >= 'A' && c <= 'Z' ? c + ' ' : c);
            }
            add(word);
        }
        return this;
    }

    Fingerprint finish() {
        v2 ^= 0xee;
        long high = last();
        v1 ^= 0xdd;
        return new Fingerprint(high, last());
    }

    private long last() {
        for (int i = 0; i < LAST_ROUNDS; i++) {
            round();
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
    }
}
