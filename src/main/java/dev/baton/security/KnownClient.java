package dev.baton.security;

import java.security.cert.X509Certificate;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A configured client with everything by which it can be known. */
record KnownClient(
        Client client,
        @Nullable Sha256 key,
        @Nullable String oauth2Id,
        @Nullable Sha256 certificate,
        @Nullable X500Principal subject) {

    /** @throws IllegalArgumentException when a setting is not acceptable; says which */
    static KnownClient of(String name, ClientSettings settings) {
        Rate rate = read(name, "rate", settings.rate(), Rate::parse);
        return new KnownClient(
                new Client(
                        name,
                        Rights.of(settings.targets(), settings.steps()),
                        rate == null ? Throttle.NONE : new Throttle(rate, System::nanoTime),
                        settings.management()),
                read(name, "key-sha256", settings.keySha256(), Sha256::ofKey),
                read(name, "oauth2-id", settings.oauth2Id(), KnownClient::notBlank),
                read(
                        name,
                        "certificate-sha256",
                        settings.certificateSha256(),
                        hex -> Sha256.parse(hex.replace(":", ""), "certificate")),
                read(name, "certificate-subject", settings.certificateSubject(), KnownClient::subject));
    }

    /** @throws IllegalArgumentException when one caller could be both */
    void requireApartFrom(KnownClient other) {
        if (key != null && other.key != null && key.matches(other.key)) {
            throw shared("key-sha256", "key", other);
        }
        if (oauth2Id != null && oauth2Id.equals(other.oauth2Id)) {
            throw shared("oauth2-id", "id", other);
        }
        if (certificate != null && other.certificate != null && certificate.matches(other.certificate)) {
            throw shared("certificate-sha256", "certificate", other);
        }
        if (subject != null && subject.equals(other.subject)) {
            throw shared("certificate-subject", "subject", other);
        }
    }

    boolean isOf(X509Certificate presented, Sha256 hash) {
        return certificate != null && certificate.matches(hash)
                || subject != null && subject.equals(presented.getSubjectX500Principal());
    }

    private IllegalArgumentException shared(String setting, String what, KnownClient other) {
        return Clients.refused(
                client.name(),
                setting + " has the same " + what + " as " + other.client.name() + ": give every client a " + what
                        + " of its own");
    }

    private static <T> @Nullable T read(
            String name, String setting, @Nullable String value, Function<String, T> reader) {
        try {
            return value == null ? null : reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw Clients.refused(name, setting + " " + e.getMessage());
        }
    }

    private static String notBlank(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("is empty: expected what the issuer calls the client");
        }
        return id;
    }

    private static X500Principal subject(String name) {
        try {
            return new X500Principal(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no subject: expected for example CN=halo,O=Example", e);
        }
    }
}
