package dev.baton.sip.transport;

import java.net.InetSocketAddress;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One side of a TLS connection did not take the other's certificate. Nothing was sent; trying again will not help. */
public final class UntrustedPeerException extends SipTransportException {

    private static final int MOST_CAUSES = 10;

    private UntrustedPeerException(String message) {
        super(message);
    }

    private UntrustedPeerException(String message, Throwable cause) {
        super(message, cause);
    }

    static UntrustedPeerException otherDomain(InetSocketAddress address, String domain) {
        return new UntrustedPeerException("TLS to " + address + ": the peer's certificate does not name the domain "
                + domain + "; it must do so as a subject alternative name, a sip: URI or a DNS name without wildcards");
    }

    /** Null when the handshake failed for another reason, such as a peer that does not speak TLS. */
    static @Nullable UntrustedPeerException of(InetSocketAddress address, Throwable failure) {
        boolean theirs = false;
        boolean ours = false;
        String words = "";
        Throwable cause = failure;
        // As deep as causes of TLS ever are, and an end for those that go round in a circle.
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            theirs |= isAboutTheirs(cause);
            ours |= isAboutOurs(cause);
            words = String.valueOf(cause.getMessage());
            cause = cause.getCause();
        }
        String start = "TLS to " + address + ": the peer";
        if (theirs) {
            return new UntrustedPeerException(
                    start + "'s certificate is not trusted here (" + words
                            + "); its authority must be among the trusted ones, or the peer gets another certificate",
                    failure);
        }
        return ours
                ? new UntrustedPeerException(
                        start + " does not take our certificate (" + words
                                + "); it must trust its authority, or we need another certificate",
                        failure)
                : null;
    }

    private static boolean isAboutTheirs(Throwable cause) {
        return cause instanceof CertificateException
                || cause instanceof CertPathValidatorException
                || cause instanceof CertPathBuilderException;
    }

    /** The alerts of RFC 8446 section 6 as the JDK words them, such as bad_certificate and certificate_required. */
    private static boolean isAboutOurs(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof SSLException
                && message.contains("fatal alert: ")
                && (message.contains("certificate") || message.contains("unknown_ca"));
    }
}
