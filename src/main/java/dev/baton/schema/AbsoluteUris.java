package dev.baton.schema;

import java.net.URI;
import java.net.URISyntaxException;

/** RFC 3986 URIs with a scheme; web addresses name a host. */
final class AbsoluteUris {

    private AbsoluteUris() {}

    static boolean isValid(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return uri.isAbsolute()
                    && (!web || uri.getHost() != null)
                    && text.chars().allMatch(c -> c < 0x7F);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
