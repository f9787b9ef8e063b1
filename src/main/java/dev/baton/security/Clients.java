package dev.baton.security;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The callers this gateway knows, from {@code baton.clients.<name>}.
 *
 * <p>API keys are random with 256 bits, so nobody can guess one from its hash: a plain SHA-256 is right here, where a
 * password would need a slow hash. Make one with {@code openssl rand -hex 32} and its hash with
 * {@code printf %s "$KEY" | sha256sum}.
 */
public final class Clients {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Map<String, KnownClient> known = new TreeMap<>();
    private final Set<String> tokenReaders = new TreeSet<>();

    /**
     * @param keySha256ByName empty when nobody but this machine may call
     * @throws IllegalArgumentException when a name or a hash is not acceptable; says which
     */
    public Clients(Map<String, String> keySha256ByName) {
        this(
                keySha256ByName.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, key -> ClientSettings.ofKey(key.getValue()))),
                null);
    }

    private Clients(Map<String, ClientSettings> settings, @Nullable String others) {
        new TreeMap<>(settings).forEach((name, client) -> {
            if (!NAME.matcher(name).matches()) {
                throw refused(name, "key-sha256 has no acceptable name: expected 1 to 64 of a-z, 0-9 and -");
            }
            if (!client.hasCredential() && !name.equals(others)) {
                throw refused(
                        name,
                        "key-sha256 is missing: expected it, or oauth2-id, certificate-sha256 or certificate-subject");
            }
            KnownClient added = KnownClient.of(name, client);
            known.values().forEach(added::requireApartFrom);
            known.put(name, added);
            if (client.readsByToken()) {
                tokenReaders.add(name);
            }
        });
    }

    /**
     * @param others the client whose rights hold for tokens of no configured client; it needs no credential of its own
     * @throws IllegalArgumentException when a setting is not acceptable; says which
     */
    public static Clients of(Map<String, ClientSettings> settings, @Nullable String others) {
        if (others != null && !settings.containsKey(others)) {
            throw new IllegalArgumentException("baton.oauth2.others=" + others + " is none of baton.clients");
        }
        return new Clients(settings, others);
    }

    static IllegalArgumentException refused(String name, String problem) {
        return new IllegalArgumentException("baton.clients." + name + "." + problem);
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** Whether the actuator is for some clients only. */
    boolean someManage() {
        return known.values().stream().anyMatch(each -> each.client().management());
    }

    /** Whether a token could let anybody in. */
    boolean someHaveTokens() {
        return known.values().stream().anyMatch(each -> each.oauth2Id() != null);
    }

    /** The name of the client with this key. Takes the same time whichever client it is, and when it is none. */
    public Optional<String> authenticate(String presentedKey) {
        return ofKey(presentedKey).map(Client::name);
    }

    /** Whether this caller may read a handover by its token; without clients, whoever is on this machine may. */
    public boolean readByToken(String client) {
        return isEmpty() || tokenReaders.contains(client);
    }

    Optional<Client> ofKey(String presentedKey) {
        Sha256 shown = Sha256.of(presentedKey);
        return only(each -> each.key() != null && each.key().matches(shown));
    }

    /** @param certificate one that the server trusts, and whose private key the caller has */
    Optional<Client> ofCertificate(X509Certificate certificate) {
        try {
            Sha256 shown = Sha256.of(certificate.getEncoded());
            return only(each -> each.isOf(certificate, shown));
        } catch (CertificateEncodingException e) {
            return Optional.empty();
        }
    }

    Optional<Client> ofOauth2Id(String id) {
        return only(each -> id.equals(each.oauth2Id()));
    }

    Optional<Client> named(String name) {
        return Optional.ofNullable(known.get(name)).map(KnownClient::client);
    }

    private Optional<Client> only(Predicate<KnownClient> wanted) {
        @Nullable Client found = null;
        for (KnownClient each : known.values()) {
            if (wanted.test(each)) {
                found = each.client();
            }
        }
        return Optional.ofNullable(found);
    }
}
