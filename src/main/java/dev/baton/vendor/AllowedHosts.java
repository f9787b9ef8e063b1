package dev.baton.vendor;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.utils.URIUtils;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that one target's calls may go to. Compared without regard to case, a trailing dot, how a non-ASCII name is
 * written, or how an IPv6 address is abbreviated.
 *
 * @param declared by the connector: a host name, or {@code *.example.com} for every host under it, itself not included
 * @param configured by the integrator in the target's settings: host names, matched exactly
 */
public record AllowedHosts(Set<String> declared, Set<String> configured) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9_-]+\\.)+[a-z][a-z0-9-]*");
    private static final String ANY_UNDER = "*.";
    private static final int SHOWN = 10;

    /** @throws IllegalArgumentException when a declared host is no host name and no such pattern */
    public AllowedHosts {
        declared = declared.stream().map(AllowedHosts::pattern).collect(Collectors.toUnmodifiableSet());
        configured = configured.stream().map(AllowedHosts::canonical).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param declared host names and patterns
     * @param configured addresses such as {@code https://api.example.com/v1}; what is no such address allows nothing
     * @throws IllegalArgumentException when a declared host is no host name and no pattern
     */
    public static AllowedHosts of(Collection<String> declared, Collection<String> configured) {
        return new AllowedHosts(
                Set.copyOf(declared),
                configured.stream()
                        .flatMap(address -> hostOf(address).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Who allowed the host; a host that the integrator configured counts as configured whatever else is declared. */
    Standing standing(String host) {
        String name = canonical(host);
        if (configured.contains(name)) {
            return Standing.CONFIGURED;
        }
        return declares(name) ? Standing.DECLARED : Standing.REFUSED;
    }

    /** True when the connector itself names the host, whatever the integrator configured. */
    boolean declares(String host) {
        String name = canonical(host);
        return declared.contains(name) || isUnderDeclared(name);
    }

    private boolean isUnderDeclared(String name) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (declared.contains("*" + name.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    /** For messages: at most ten hosts of each kind. */
    String describe() {
        return describeDeclared() + "; configured: " + list(configured);
    }

    /** For messages: the hosts that the connector names. */
    String describeDeclared() {
        return "declared: " + list(declared);
    }

    private static String list(Set<String> hosts) {
        Stream<String> shown = new TreeSet<>(hosts).stream().limit(SHOWN);
        return hosts.isEmpty()
                ? "none"
                : shown.collect(Collectors.joining(", "))
                        + (hosts.size() > SHOWN ? " and " + (hosts.size() - SHOWN) + " more" : "");
    }

    private static String pattern(String declared) {
        boolean anyUnder = declared.startsWith(ANY_UNDER);
        String name = canonical(anyUnder ? declared.substring(ANY_UNDER.length()) : declared);
        boolean fits = anyUnder
                ? DOMAIN.matcher(name).matches()
                : NAME.matcher(name).matches() || InetAddressUtils.isIPv6(name);
        if (!fits) {
            throw new IllegalArgumentException("found host '" + declared
                    + "', expected a host name such as api.example.com, or *.example.com for every host under it");
        }
        return anyUnder ? ANY_UNDER + name : name;
    }

    /** The host as the HTTP client will understand the address, so that both always mean the same one. */
    static Optional<String> hostOf(String address) {
        try {
            URI uri = new URI(address);
            HttpHost host = isHttp(uri.getScheme()) && !uri.isOpaque() ? URIUtils.extractHost(uri) : null;
            return Optional.ofNullable(host).map(HttpHost::getHostName);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(@Nullable String scheme) {
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    }

    private static String canonical(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            if (InetAddressUtils.isIPv6(bare) || InetAddressUtils.isIPv4MappedIPv6(bare)) {
                // A literal: nothing is looked up.
                return InetAddress.getByName(bare).getHostAddress();
            }
            String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (UnknownHostException | IllegalArgumentException notAName) {
            return bare.toLowerCase(Locale.ROOT);
        }
    }

    /** What a host is to a target. */
    enum Standing {
        /** The integrator wrote an address with this host into the target. */
        CONFIGURED,
        /** Only the connector names it. */
        DECLARED,
        REFUSED
    }
}
