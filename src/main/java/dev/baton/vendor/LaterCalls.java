package dev.baton.vendor;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.jspecify.annotations.Nullable;

/** What holds for every later call of one delivery: the hosts behind stand-ins, and headers. For one thread only. */
public final class LaterCalls {

    private static final String PROPERTY = "batonLaterCalls";

    /** Stand-ins end like this, which is no host anywhere (RFC 2606). */
    private static final String STAND_IN = ".invalid";

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]*");

    private final Map<String, String> hosts = new HashMap<>();
    private final Map<String, Supplier<String>> headers = new LinkedHashMap<>();

    private LaterCalls() {}

    /** Those of the delivery that this exchange is. */
    public static LaterCalls of(Exchange exchange) {
        LaterCalls known = exchange.getProperty(PROPERTY, LaterCalls.class);
        if (known != null) {
            return known;
        }
        LaterCalls none = new LaterCalls();
        exchange.setProperty(PROPERTY, none);
        return none;
    }

    /** Begins a delivery, with nothing. */
    public static void begin(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    /**
     * @param standIn what is written in the address of a call, ending with {@code .invalid}
     * @param host what is called instead; whatever a vendor answered, it is checked when the call is made
     * @throws IllegalArgumentException when the stand-in could be a real host
     */
    public void host(String standIn, String host) {
        if (!standIn.endsWith(STAND_IN)) {
            throw new IllegalArgumentException(
                    "found a host that may be real (not shown), expected a stand-in that ends"
                            + " with .invalid, as it is written in the address of a call");
        }
        hosts.put(standIn, host);
    }

    /** @param value asked for at each call, so that it may change in between */
    public void header(String name, Supplier<String> value) {
        headers.put(name, value);
    }

    /** The same hosts for a call beside the delivery's own; not the headers, which may be secret. */
    public void shareHosts(Exchange other) {
        of(other).hosts.putAll(hosts);
    }

    /** The host that is called for this address; null when it is the one that is written there. */
    public @Nullable String hostOf(String address) {
        return hosts.isEmpty()
                ? null
                : AllowedHosts.hostOf(address).map(hosts::get).orElse(null);
    }

    /** @throws HostRefusedException when a host is none that the connector declares */
    void apply(Message message, URI address, AllowedHosts allowed) {
        headers.forEach((name, value) -> {
            if (message.getHeader(name) == null) {
                message.setHeader(name, value.get());
            }
        });
        String host = address.getHost() == null ? null : hosts.get(address.getHost());
        if (host != null) {
            message.setHeader(HttpConstants.HTTP_URI, at(host, address, allowed));
        }
    }

    private static String at(String host, URI address, AllowedHosts allowed) {
        if (!NAME.matcher(host).matches()) {
            throw HostRefusedException.noName();
        }
        if (!allowed.declares(host)) {
            throw HostRefusedException.notDeclared(host, allowed);
        }
        if (!"https".equals(address.getScheme())) {
            throw HostRefusedException.notEncrypted(host);
        }
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return "https://" + host.toLowerCase(Locale.ROOT) + port + path + query;
    }
}
