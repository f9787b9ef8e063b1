package dev.baton.sip.message;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RFC 3261, section 19.1.4. */
final class SipUriComparison {

    /** A URI with one of these never matches a URI without. Others are ignored when only one URI has them. */
    private static final Set<String> DECISIVE = Set.of("user", "ttl", "method", "maddr", "transport");

    private SipUriComparison() {}

    static boolean equivalent(SipUri one, SipUri other) {
        return one.secure() == other.secure()
                && sameText(one.user(), other.user())
                && sameText(one.password(), other.password())
                && one.host().equalsIgnoreCase(other.host())
                && one.port() == other.port()
                && paramsOf(one, other)
                && paramsOf(other, one)
                && one.headers().size() == other.headers().size()
                && headersOf(one.headers(), other.headers());
    }

    private static boolean sameText(@Nullable String one, @Nullable String other) {
        return one == null || other == null
                ? one == null && other == null
                : Escapes.normal(one).equals(Escapes.normal(other));
    }

    private static boolean paramsOf(SipUri one, SipUri other) {
        for (Param param : one.params().all()) {
            if (!other.params().has(param.name())) {
                if (DECISIVE.contains(param.name().toLowerCase(Locale.ROOT))) {
                    return false;
                }
                continue;
            }
            String mine = Escapes.normal(param.value() == null ? "" : param.value());
            String theirs = Escapes.normal(other.params().value(param.name()).orElse(""));
            if (!mine.equalsIgnoreCase(theirs)) {
                return false;
            }
        }
        return true;
    }

    private static boolean headersOf(List<UriHeader> some, List<UriHeader> others) {
        for (UriHeader header : some) {
            boolean found = false;
            for (UriHeader candidate : others) {
                found |= candidate.name().equalsIgnoreCase(header.name())
                        && Escapes.normal(candidate.value()).equals(Escapes.normal(header.value()));
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
