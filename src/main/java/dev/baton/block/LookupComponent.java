package dev.baton.block;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;

/**
 * {@code lookup:domains?url=…}: what the vendor answers there to a GET is {@code $lookups.domains} in every later
 * mapping. It is asked once per target and kept for an hour, or for {@code life} seconds. {@code unless=a,b} names
 * settings: a target that gives all of them needs no look-up.
 */
@Component("lookup")
public final class LookupComponent extends CallingComponent {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Duration LIFE = Duration.ofHours(1);

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        String block = "lookup:" + name;
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(block + ": expected a name of letters and digits after lookup:");
        }
        String url = Options.required(block, "url", getAndRemoveParameter(parameters, "url", String.class));
        String life = getAndRemoveParameter(parameters, "life", String.class);
        Set<String> unless = Arrays.stream(getAndRemoveParameter(parameters, "unless", String.class, "")
                        .split(","))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toUnmodifiableSet());
        return new BlockEndpoint(
                uri, this, new LookupBlock(http(), name, url, Options.seconds(block, "life", life, LIFE), unless));
    }
}
