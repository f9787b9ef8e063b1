package dev.baton.vendor;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The host that a vendor's answer gives to the next call, in place of the one in its address. */
public final class NextHost {

    /** No header of HTTP: Camel sends none that begins like this. */
    private static final String HEADER = "CamelBatonNextHost";

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]*");

    private NextHost() {}

    /** @param host whatever a mapping made: it is checked when the call is made; null leaves the address as it is */
    public static void give(Message message, @Nullable String host) {
        if (host == null) {
            message.removeHeader(HEADER);
        } else {
            message.setHeader(HEADER, host);
        }
    }

    /** The host for the next call, which is taken out of the message: it is for one call only. */
    public static @Nullable String take(Message message) {
        Object host = message.removeHeader(HEADER);
        return host == null ? null : host.toString();
    }

    /**
     * The address with the other host; scheme, port, path and query stay.
     *
     * @throws HostRefusedException for anything but a plain host name that the connector declares, called by https
     */
    static URI in(URI address, String host, AllowedHosts allowed) {
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
        return URI.create("https://" + host.toLowerCase(Locale.ROOT) + port + path + query);
    }
}
