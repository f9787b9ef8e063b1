package dev.baton.sip.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.transport.TlsMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A key with a certificate that it signed itself. */
public record TlsIdentity(PrivateKey key, X509Certificate certificate) {

    private static final String PASSWORD = "changeit";

    /** @param names as keytool writes subject alternative names, such as {@code uri:sip:example.com,dns:example.com} */
    public static TlsIdentity of(Path folder, String names) throws Exception {
        Path store = Files.createTempFile(folder, "key", ".p12");
        Files.delete(store);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=sbc.example.net",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString(),
                        "-validity",
                        "30",
                        "-ext",
                        "san=" + names)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TlsIdentity(
                (PrivateKey) keys.getKey("a", PASSWORD.toCharArray()), (X509Certificate) keys.getCertificate("a"));
    }

    /** With these trusted, and nobody else. */
    public TlsMaterial trusting(boolean clientCertificateRequired, TlsIdentity... trusted) {
        List<X509Certificate> certificates =
                Arrays.stream(trusted).map(TlsIdentity::certificate).toList();
        return new TlsMaterial(key, List.of(certificate), certificates, clientCertificateRequired);
    }

    /** For who wants a PEM file. */
    public Path writeCertificate(Path file) throws Exception {
        return writePem(file, "CERTIFICATE", certificate.getEncoded());
    }

    /** For who wants a PEM file; without a password. */
    public Path writeKey(Path file) throws IOException {
        return writePem(file, "PRIVATE KEY", key.getEncoded());
    }

    private static Path writePem(Path file, String label, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }
}
