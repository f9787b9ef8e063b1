package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.support.TlsIdentity;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {

    /** SHA-256 of {@code alpha} and {@code beta}. */
    private static final String ALPHA = "8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8";

    private static final String BETA = "f44e64e75f3948e9f73f8dfa94721c4ce8cbb4f265c4790c702b2d41cfbf2753";

    @Test
    void a_key_tells_whose_it_is() {
        Clients clients = new Clients(Map.of("halo", ALPHA, "other-bot", BETA.toUpperCase()));

        assertThat(clients.authenticate("alpha")).contains("halo");
        assertThat(clients.authenticate("beta")).contains("other-bot");
    }

    @Test
    void what_is_no_key_is_nobody() {
        Clients clients = new Clients(Map.of("halo", ALPHA));

        assertThat(clients.authenticate("")).isEmpty();
        assertThat(clients.authenticate("Alpha")).isEmpty();
        assertThat(clients.authenticate("alpha ")).isEmpty();
        assertThat(clients.authenticate(ALPHA)).isEmpty();
        assertThat(new Clients(Map.of()).authenticate("alpha")).isEmpty();
    }

    @Test
    void no_clients_are_no_fault() {
        assertThat(new Clients(Map.of()).isEmpty()).isTrue();
        assertThat(new Clients(Map.of("halo", ALPHA)).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "halo | alpha | baton.clients.halo.key-sha256 has no acceptable key hash: expected the 64 hex digits of the key's SHA-256",
                "halo | `` | baton.clients.halo.key-sha256 has no acceptable key hash: expected the 64 hex digits of the key's SHA-256",
                "halo | zzd3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8 | baton.clients.halo.key-sha256 has no acceptable key hash: expected the 64 hex digits of the key's SHA-256",
                "halo | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | baton.clients.halo.key-sha256 has the hash of an empty key: hash the key itself, without a line break",
                "halo | 01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b | baton.clients.halo.key-sha256 has the hash of an empty key: hash the key itself, without a line break",
                "Ha lo | 8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8 | baton.clients.Ha lo.key-sha256 has no acceptable name: expected 1 to 64 of a-z, 0-9 and -",
            })
    void a_client_that_could_not_work_is_refused_at_start(String name, String hash, String message) {
        assertThatThrownBy(() -> new Clients(Map.of(name, hash)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void two_clients_with_one_key_are_refused() {
        assertThatThrownBy(() -> new Clients(Map.of("halo", ALPHA, "other", ALPHA.toUpperCase())))
                .hasMessage(
                        "baton.clients.other.key-sha256 has the same key as halo: give every client a key of its own");
    }

    @Test
    void a_certificate_is_known_by_itself_or_by_its_subject(@TempDir Path folder) throws Exception {
        X509Certificate certificate = TlsIdentity.of(folder, "dns:halo.example").certificate();
        String hash =
                HexFormat.of().formatHex(Sha256.of(certificate.getEncoded()).bytes());

        assertThat(Clients.of(Map.of("halo", certified(hash, null)), null).ofCertificate(certificate))
                .map(Client::name)
                .contains("halo");
        assertThat(Clients.of(Map.of("halo", certified(null, "cn=SBC.example.net")), null)
                        .ofCertificate(certificate))
                .isPresent();
        assertThat(Clients.of(Map.of("halo", certified(ALPHA, "CN=other")), null)
                        .ofCertificate(certificate))
                .isEmpty();
        assertThatThrownBy(() -> Clients.of(Map.of("halo", certified(null, "no name")), null))
                .hasMessage(
                        "baton.clients.halo.certificate-subject is no subject: expected for example CN=halo,O=Example");
    }

    private static ClientSettings certified(@Nullable String hash, @Nullable String subject) {
        return new ClientSettings(null, null, hash, subject, List.of("*"), List.of("*"), null, false, false, List.of());
    }
}
