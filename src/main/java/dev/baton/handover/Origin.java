package dev.baton.handover;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The origin of an address, RFC 6454 section 4, as text. */
final class Origin {

    private static final String NONE = "null";

    private Origin() {}

    /** @return for example {@code https://bot.example.org:443}; {@code null} as text for what has no host */
    static String of(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || uri.getScheme() == null) {
                return NONE;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443;
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
        } catch (URISyntaxException e) {
            return NONE;
        }
    }
}
