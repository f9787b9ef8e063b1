package dev.baton.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The UUID of a name: always the same for the same name, another one for any other. */
final class NamedUuid {

    private static final long VERSION = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0xC000_0000_0000_0000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    private NamedUuid() {}

    /** From SHA-256, but marked as version 4: some vendors refuse every other version, versions for names among them. */
    static UUID of(String name) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(name));
        return new UUID((digest.getLong() & ~VERSION) | VERSION_4, (digest.getLong() & ~VARIANT) | VARIANT_RFC);
    }

    private static byte[] sha256(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
