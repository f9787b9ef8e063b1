package dev.baton.callback;

import dev.baton.problem.StartRefusedException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The secrets with which each client's callbacks are signed. They are never shown. */
public final class CallbackSecrets {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int MOST_SECRETS = 2;

    private final Map<String, List<byte[]>> keys;
    private final boolean clients;

    private CallbackSecrets(Map<String, List<byte[]>> keys, boolean clients) {
        this.keys = keys;
        this.clients = clients;
    }

    /**
     * @param byClient for each client none, one, or two while a new one takes the place of an old one
     * @throws StartRefusedException when one is no secret of the Standard Webhooks; says whose
     */
    public static CallbackSecrets of(Map<String, List<String>> byClient) {
        Map<String, List<byte[]>> keys = new TreeMap<>();
        byClient.forEach((client, secrets) -> {
            List<byte[]> read = secrets.stream()
                    .map(String::strip)
                    .filter(secret -> !secret.isEmpty())
                    .map(secret -> key(client, secret))
                    .toList();
            if (read.size() > MOST_SECRETS) {
                throw refused(client, "has " + read.size() + " secrets, expected one, or two during a change");
            }
            keys.put(client, read);
        });
        return new CallbackSecrets(keys, !byClient.isEmpty());
    }

    /** Whether the client can tell our callbacks from somebody else's. Without clients, only this machine can call. */
    boolean canServe(String client) {
        return !clients || !of(client).isEmpty();
    }

    /** None means that the callback is not signed. */
    List<byte[]> of(String client) {
        return keys.getOrDefault(client, List.of());
    }

    private static byte[] key(String client, String secret) {
        byte[] key = secret.startsWith(PREFIX) ? decoded(client, secret.substring(PREFIX.length())) : new byte[0];
        if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw refused(
                    client,
                    "is not acceptable (not shown): expected whsec_ and the Base64 of 24 to 64 random bytes; make one"
                            + " with: echo \"whsec_$(openssl rand -base64 32)\"");
        }
        return key;
    }

    private static byte[] decoded(String client, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused(client, "is not acceptable (not shown): what stands after whsec_ is not Base64");
        }
    }

    private static StartRefusedException refused(String client, String problem) {
        return new StartRefusedException("baton.clients." + client + ".callback-secret " + problem + ".");
    }
}
