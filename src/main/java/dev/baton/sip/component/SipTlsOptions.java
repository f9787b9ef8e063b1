package dev.baton.sip.component;

import org.apache.camel.spi.Metadata;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** The options of the component that are about certificates. */
public abstract class SipTlsOptions extends DefaultComponent {

    @Metadata(label = "security")
    private @Nullable String tlsCertificate;

    @Metadata(label = "security")
    private @Nullable String tlsKey;

    @Metadata(label = "security")
    private @Nullable String tlsTrusted;

    @Metadata(label = "security", defaultValue = "false")
    private boolean tlsClientCertificateRequired;

    @Metadata(label = "security")
    private @Nullable SSLContextParameters sslContextParameters;

    public @Nullable String getTlsCertificate() {
        return tlsCertificate;
    }

    /** A PEM file with our certificate first, and what leads to its authority. */
    public void setTlsCertificate(@Nullable String tlsCertificate) {
        this.tlsCertificate = tlsCertificate;
    }

    public @Nullable String getTlsKey() {
        return tlsKey;
    }

    /** A PEM file with the private key, without a password. */
    public void setTlsKey(@Nullable String tlsKey) {
        this.tlsKey = tlsKey;
    }

    public @Nullable String getTlsTrusted() {
        return tlsTrusted;
    }

    /** A PEM file with the authorities that peers' certificates must come from. */
    public void setTlsTrusted(@Nullable String tlsTrusted) {
        this.tlsTrusted = tlsTrusted;
    }

    public boolean isTlsClientCertificateRequired() {
        return tlsClientCertificateRequired;
    }

    /** Whether who connects to us must show a certificate. */
    public void setTlsClientCertificateRequired(boolean tlsClientCertificateRequired) {
        this.tlsClientCertificateRequired = tlsClientCertificateRequired;
    }

    public @Nullable SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** Keys and certificates, instead of PEM files. Only its key store, trust store and certAlias are used. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }
}
