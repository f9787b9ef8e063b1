package dev.baton.sip.transport;

import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipUri;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Which SIP domains a certificate speaks for, RFC 5922 section 7.1. Wildcards and common names count for nothing. */
final class PeerIdentity {

    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    private PeerIdentity() {}

    /** In lower case. DNS names count only when there is no SIP URI. */
    static List<String> domains(X509Certificate certificate) {
        List<String> ofUris = new ArrayList<>();
        List<String> ofNames = new ArrayList<>();
        for (List<?> name : names(certificate)) {
            if (name.get(1) instanceof String text) {
                switch ((Integer) name.get(0)) {
                    case URI -> addDomain(text, ofUris);
                    case DNS, IP -> ofNames.add(text.toLowerCase(Locale.ROOT));
                    default -> {}
                }
            }
        }
        return ofUris.isEmpty() ? ofNames : ofUris;
    }

    /** A URI with a user is that user's, not the domain's. */
    private static void addDomain(String text, List<String> domains) {
        try {
            SipUri uri = SipUri.parse(text);
            if (uri.user() == null && !uri.secure()) {
                domains.add(uri.host().toLowerCase(Locale.ROOT));
            }
        } catch (SipParseException anotherScheme) {
            // Says nothing about SIP.
        }
    }

    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    static boolean speaksFor(X509Certificate certificate, String domain) {
        String wanted = domain.toLowerCase(Locale.ROOT);
        return wanted.indexOf('*') < 0 && domains(certificate).contains(wanted);
    }
}
