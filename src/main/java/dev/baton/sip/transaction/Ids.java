package dev.baton.sip.transaction;

import dev.baton.sip.message.Via;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Values that nobody can guess. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** For a tag, the first part of a Call-ID, or a token: 128 bits. */
    public static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String branch() {
        return Via.MAGIC_COOKIE + random();
    }
}
