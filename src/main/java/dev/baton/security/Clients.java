package dev.baton.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The callers this gateway knows, from {@code baton.clients.<name>.key-sha256=<64 hex digits>}.
 *
 * <p>One that is an agent's desk also has {@code baton.clients.<name>.reads-by-token=true}.
 *
 * <p>API keys are random with 256 bits, so nobody can guess one from its hash: a plain SHA-256 is right here, where a
 * password would need a slow hash. Make one with {@code openssl rand -hex 32} and its hash with
 * {@code printf %s "$KEY" | sha256sum}.
 */
public final class Clients {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final Map<String, byte[]> hashes;
    private final Set<String> tokenReaders;

    /** Clients of which none reads by token. */
    public Clients(Map<String, String> keySha256ByName) {
        this(keySha256ByName, Set.of());
    }

    /**
     * @param keySha256ByName empty when nobody but this machine may call
     * @param tokenReaders the names of those that read a handover by its token, whoever posted it
     * @throws IllegalArgumentException when a name or a hash is not acceptable; says which
     */
    public Clients(Map<String, String> keySha256ByName, Set<String> tokenReaders) {
        Map<String, byte[]> read = new TreeMap<>();
        new TreeMap<>(keySha256ByName).forEach((name, hex) -> {
            byte[] hash = hash(name, hex);
            nameOf(read, hash).ifPresent(other -> {
                throw refused(name, "has the same key as " + other + ": give every client a key of its own");
            });
            read.put(name, hash);
        });
        this.hashes = read;
        this.tokenReaders = Set.copyOf(tokenReaders);
    }

    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** The name of the client with this key. Takes the same time whichever client it is, and when it is none. */
    public Optional<String> authenticate(String presentedKey) {
        return nameOf(hashes, sha256(presentedKey));
    }

    /** Whether this caller may read a handover by its token; without clients, whoever is on this machine may. */
    public boolean readByToken(String client) {
        return isEmpty() || tokenReaders.contains(client);
    }

    private static Optional<String> nameOf(Map<String, byte[]> hashes, byte[] wanted) {
        @Nullable String found = null;
        for (Map.Entry<String, byte[]> client : hashes.entrySet()) {
            if (MessageDigest.isEqual(client.getValue(), wanted)) {
                found = client.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] hash(String name, String hex) {
        if (!NAME.matcher(name).matches()) {
            throw refused(name, "has no acceptable name: expected 1 to 64 of a-z, 0-9 and -");
        }
        if (!SHA256.matcher(hex.strip()).matches()) {
            throw refused(name, "has no acceptable key hash: expected the 64 hex digits of the key's SHA-256");
        }
        byte[] hash = HexFormat.of().parseHex(hex.strip());
        if (MessageDigest.isEqual(hash, sha256("")) || MessageDigest.isEqual(hash, sha256("\n"))) {
            throw refused(name, "has the hash of an empty key: hash the key itself, without a line break");
        }
        return hash;
    }

    private static IllegalArgumentException refused(String name, String problem) {
        return new IllegalArgumentException("baton.clients." + name + ".key-sha256 " + problem);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
