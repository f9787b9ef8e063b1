package dev.baton.sip.transport;

import org.jspecify.annotations.Nullable;

/** The present keys and certificates; replaced as a whole, for connections that are opened from then on. */
final class TlsHolder {

    private volatile @Nullable TlsContexts contexts;

    TlsHolder(@Nullable TlsMaterial material) {
        this.contexts = material == null ? null : TlsContexts.of(material);
    }

    void replace(TlsMaterial material) {
        contexts = TlsContexts.of(material);
    }

    TlsContexts current() {
        TlsContexts present = contexts;
        if (present == null) {
            throw new IllegalStateException("SIP over TLS is used, and has no key and no certificates");
        }
        return present;
    }
}
