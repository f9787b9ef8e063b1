package dev.baton.sip.component;

import dev.baton.sip.transport.PemFiles;
import dev.baton.sip.transport.TlsMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** Keys and certificates out of PEM files or of Camel's SSLContextParameters. */
final class TlsOptions {

    private static final String EXPECTED =
            "expected tlsCertificate, tlsKey and tlsTrusted, or sslContextParameters with a key store and a trust store";

    private TlsOptions() {}

    /** @throws RuntimeCamelException when something is missing or cannot be read; the message has no secrets in it */
    static TlsMaterial read(SipComponent component) {
        SSLContextParameters parameters = component.getSslContextParameters();
        try {
            return parameters == null ? pem(component) : stores(component, parameters);
        } catch (GeneralSecurityException | IOException e) {
            throw new RuntimeCamelException("TLS of the sip component: " + e.getMessage(), e);
        }
    }

    private static TlsMaterial pem(SipComponent component) throws GeneralSecurityException, IOException {
        return new TlsMaterial(
                PemFiles.key(path(component.getTlsKey(), "tlsKey")),
                PemFiles.certificates(path(component.getTlsCertificate(), "tlsCertificate")),
                PemFiles.certificates(path(component.getTlsTrusted(), "tlsTrusted")),
                component.isTlsClientCertificateRequired());
    }

    private static Path path(@Nullable String file, String option) throws IOException {
        if (file == null) {
            throw new IOException("found no " + option + ", " + EXPECTED);
        }
        return Path.of(file);
    }

    private static TlsMaterial stores(SipComponent component, SSLContextParameters parameters)
            throws GeneralSecurityException, IOException {
        KeyManagersParameters keys = parameters.getKeyManagers();
        if (keys == null
                || keys.getKeyStore() == null
                || parameters.getTrustManagers() == null
                || parameters.getTrustManagers().getKeyStore() == null) {
            throw new IOException("found no key store or no trust store in sslContextParameters, " + EXPECTED);
        }
        KeyStore store = keys.getKeyStore().createKeyStore();
        String alias = alias(store, parameters.getCertAlias());
        String password = keys.getKeyPassword() == null ? keys.getKeyStore().getPassword() : keys.getKeyPassword();
        PrivateKey key = (PrivateKey) store.getKey(alias, password == null ? new char[0] : password.toCharArray());
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : store.getCertificateChain(alias)) {
            chain.add((X509Certificate) certificate);
        }
        return new TlsMaterial(
                key,
                chain,
                trusted(parameters.getTrustManagers().getKeyStore().createKeyStore()),
                component.isTlsClientCertificateRequired());
    }

    private static String alias(KeyStore store, @Nullable String wanted) throws GeneralSecurityException, IOException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && (wanted == null || wanted.equalsIgnoreCase(alias))) {
                return alias;
            }
        }
        throw new IOException("found no private key in the key store" + (wanted == null ? "" : " named " + wanted));
    }

    private static List<X509Certificate> trusted(KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> trusted = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                trusted.add(certificate);
            }
        }
        return trusted;
    }
}
