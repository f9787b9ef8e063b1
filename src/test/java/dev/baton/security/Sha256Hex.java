package dev.baton.security;

import java.util.HexFormat;

/** What {@code printf %s "$KEY" | sha256sum} writes. */
final class Sha256Hex {

    private Sha256Hex() {}

    static String of(String text) {
        return HexFormat.of().formatHex(Sha256.of(text).bytes());
    }
}
