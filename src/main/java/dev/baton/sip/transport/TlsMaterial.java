package dev.baton.sip.transport;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Keys and certificates.
 *
 * @param chain our own certificate first
 * @param trusted the authorities that peers' certificates must come from; none other is trusted
 * @param clientCertificateRequired whether who connects to us must show a certificate too
 */
public record TlsMaterial(
        PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted, boolean clientCertificateRequired) {

    public TlsMaterial {
        chain = List.copyOf(chain);
        trusted = List.copyOf(trusted);
    }

    /** Keys stay out of logs. */
    @Override
    public String toString() {
        return "TlsMaterial[" + chain.size() + " certificates, " + trusted.size() + " trusted]";
    }
}
