package dev.baton.words;

import dev.baton.problem.StartRefusedException;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;

/** Refuses the start with a translator that is no endpoint, or one that could lead elsewhere. */
final class TranslatorEndpoint implements CamelContextConfiguration {

    private static final Pattern HTTP = Pattern.compile("(?i)(https?|netty-http|vertx-http|undertow|jetty):.*");

    private final @Nullable String uri;

    TranslatorEndpoint(@Nullable String uri) {
        this.uri = uri;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        if (uri == null) {
            return;
        }
        if (HTTP.matcher(uri).matches()) {
            throw new StartRefusedException(
                    "baton.translate.uri: found a call by HTTP, which would follow redirects and"
                            + " proxies, expected baton.translate.service with baton.translate.url, or a route such as"
                            + " direct:translate");
        }
        try {
            context.getEndpoint(uri);
        } catch (RuntimeException mayShowASecret) {
            throw new StartRefusedException("baton.translate.uri: found " + scheme(uri)
                    + "…, which is no Camel endpoint here, expected one such as"
                    + " direct:translate; its options must be those of the component, and its jar must be there");
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // It is used when the first words need it.
    }

    private static String scheme(String uri) {
        int end = uri.indexOf(':');
        return end < 0 ? "" : uri.substring(0, end + 1);
    }
}
