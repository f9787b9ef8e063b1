package dev.baton;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who looks after what failed.
 *
 * @param clients by name; the same as in {@link GatewayProperties}
 */
@ConfigurationProperties("baton")
public record DeadLetterProperties(@DefaultValue Map<String, Client> clients) {

    /** @param operator whether it sees, replays and discards the dead letters of every client */
    public record Client(@DefaultValue("false") boolean operator) {}
}
