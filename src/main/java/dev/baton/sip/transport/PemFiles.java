package dev.baton.sip.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates in PEM files, as {@link TlsMaterial} takes them. */
public final class PemFiles {

    private static final long LARGEST = 1024 * 1024;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private PemFiles() {}

    /**
     * @return at least one
     * @throws IOException when there is none, or it cannot be read
     */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        checkSize(file);
        List<X509Certificate> certificates = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                certificates.add((X509Certificate) certificate);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": found what is no certificate, expected certificates in PEM form", e);
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + ": found no certificate, expected certificates in PEM form");
        }
        return certificates;
    }

    /**
     * @return the first key in the file
     * @throws IOException when there is none without a password, or it cannot be read; nothing of it is in the message
     */
    public static PrivateKey key(Path file) throws IOException {
        checkSize(file);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            throw notRead(file);
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        } catch (IllegalArgumentException e) {
            throw notRead(file);
        }
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException e) {
                // It may be of the next algorithm.
            } catch (GeneralSecurityException e) {
                throw new IOException(file + ": this Java has no " + algorithm, e);
            }
        }
        throw notRead(file);
    }

    private static void checkSize(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + ": found more than a MiB, expected a PEM file");
        }
    }

    private static IOException notRead(Path file) {
        return new IOException(file + ": found no private key that can be read, expected BEGIN PRIVATE KEY as"
                + " 'openssl pkcs8 -topk8 -nocrypt' writes it");
    }
}
