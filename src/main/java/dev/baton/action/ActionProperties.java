package dev.baton.action;

import dev.baton.problem.SettingChecks;
import dev.baton.problem.StartRefusedException;
import dev.baton.worker.WorkerLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How actions are done, and whom notices reach.
 *
 * @param mail the server for notices by e-mail
 * @param webhooks addresses for notices, by the name that actions use; at most 20
 * @param link what a notice links to, with <code>{id}</code> for the handover's id; none means no link
 * @param details whether a notice says what people said and who they are
 * @param atOnce actions under way at the same time
 * @param atOncePerLane of those, at one target, one webhook or the mail server
 * @param giveUpAfter how long an action is tried
 * @param nextAfter how long one target of several is tried before the next is
 * @param firstPause the longest pause after a first failure; it doubles with every further one, up to ten minutes
 * @param breakerPause how long what keeps failing is left alone
 */
@ConfigurationProperties("baton.actions")
public record ActionProperties(
        @DefaultValue Mail mail,
        @DefaultValue Map<String, Webhook> webhooks,
        @Nullable String link,
        @DefaultValue("false") boolean details,
        @DefaultValue("16") int atOnce,
        @DefaultValue("4") int atOncePerLane,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("10m") Duration nextAfter,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("30s") Duration breakerPause) {

    private static final String PREFIX = "baton.actions.";
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_WEBHOOKS = 20;

    public ActionProperties {
        SettingChecks.within(1, MOST_AT_ONCE, PREFIX + "at-once", atOnce);
        SettingChecks.within(1, MOST_AT_ONCE, PREFIX + "at-once-per-lane", atOncePerLane);
        SettingChecks.within(0, MOST_WEBHOOKS, PREFIX + "webhooks (their number)", webhooks.size());
        SettingChecks.positive(PREFIX + "give-up-after", giveUpAfter);
        SettingChecks.positive(PREFIX + "next-after", nextAfter);
        SettingChecks.positive(PREFIX + "first-pause", firstPause);
        SettingChecks.positive(PREFIX + "breaker-pause", breakerPause);
        webhooks = Map.copyOf(webhooks);
    }

    /** Of what does the actions. */
    WorkerLimits worker() {
        return new WorkerLimits(atOnce, atOncePerLane, giveUpAfter, firstPause, breakerPause);
    }

    /** How a connection to the mail server is protected. */
    public enum Security {
        /** Begins in the clear and refuses to go on without TLS. */
        STARTTLS,
        TLS,
        /** For a server on this machine or in a network of one's own. */
        NONE
    }

    /**
     * @param host none means no e-mail
     * @param port 587 for starttls, 465 for tls and 25 for none, when it is absent
     * @param from the sender's address
     * @param to who gets notices that name nobody
     * @param domains of the addresses that a message may name; that of {@code from} when there are none
     * @param trust a file with the certificates that the server's must come from (PEM); the JVM's when it is absent
     */
    public record Mail(
            @Nullable String host,
            @Nullable Integer port,
            @DefaultValue("starttls") Security security,
            @Nullable String username,
            @Nullable String password,
            @Nullable String from,
            @DefaultValue List<String> to,
            @DefaultValue Set<String> domains,
            @Nullable String trust) {

        public Mail {
            if (host != null && (from == null || !Addresses.isAddress(from))) {
                throw new StartRefusedException("baton.actions.mail.from: expected the sender's address, such as"
                        + " handover@example.org, since baton.actions.mail.host is set");
            }
            if ((username == null) != (password == null)) {
                throw new StartRefusedException(
                        "baton.actions.mail.username and .password: expected both of them, or none");
            }
            to.stream()
                    .filter(address -> !Addresses.isAddress(address))
                    .findFirst()
                    .ifPresent(address -> {
                        throw new StartRefusedException(
                                "baton.actions.mail.to: found " + address + ", expected addresses");
                    });
            to = List.copyOf(to);
            domains = (domains.isEmpty() && from != null ? Set.of(Addresses.domain(from)) : domains)
                    .stream().map(domain -> domain.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        }

        int portOrUsual() {
            if (port != null) {
                return port;
            }
            return switch (security) {
                case STARTTLS -> 587;
                case TLS -> 465;
                case NONE -> 25;
            };
        }

        /** Shows no secret. */
        @Override
        public String toString() {
            return "Mail[host=" + host + "]";
        }
    }

    /** What a webhook's receiver understands. */
    public enum Style {
        /** <code>{"text": …}</code> */
        SLACK,
        /** A message with an adaptive card, as a Teams workflow takes it. */
        TEAMS
    }

    /** @param url the whole address, which is a secret */
    public record Webhook(String url, @DefaultValue("slack") Style style) {

        public Webhook {
            if (!url.matches("(?i)https?://[^/].*") || hostOf(url) == null) {
                // The address is a secret, so it is not repeated.
                throw new StartRefusedException("baton.actions.webhooks.<name>.url: expected an address such as"
                        + " https://hooks.example.com/x; the one given (not shown) is none");
            }
        }

        private static @Nullable String hostOf(String url) {
            try {
                return URI.create(url).getHost();
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        /** Shows no secret. */
        @Override
        public String toString() {
            return "Webhook[style=" + style + "]";
        }
    }
}
