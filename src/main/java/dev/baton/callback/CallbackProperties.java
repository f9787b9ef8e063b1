package dev.baton.callback;

import dev.baton.problem.SettingChecks;
import dev.baton.problem.StartRefusedException;
import dev.baton.vendor.AllowedHosts;
import dev.baton.vendor.VendorHttp;
import dev.baton.worker.WorkerLimits;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where callbacks may go, and how.
 *
 * @param hosts host names, or {@code *.example.com} for every host under it; none means no callbacks
 * @param allowPrivate whether a host that is named in full may be inside a private network and called by http:
 * @param atOnce callbacks under way at the same time
 * @param atOncePerHost of those, to one client's address
 * @param giveUpAfter how old an event gets before it is told no more
 * @param firstPause the longest pause after a first failure; it doubles with every further one, up to ten minutes
 * @param breakerPause how long an address that keeps failing is left alone
 */
@ConfigurationProperties("baton.callback")
public record CallbackProperties(
        @DefaultValue Set<String> hosts,
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue("32") int atOnce,
        @DefaultValue("4") int atOncePerHost,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("30s") Duration breakerPause) {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int RESPONSE_MILLIS = 5_000;
    private static final int DEADLINE_MILLIS = 10_000;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final String PREFIX = "baton.callback.";
    private static final int MOST_AT_ONCE = 1_000;

    public CallbackProperties {
        hosts = hosts.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
        SettingChecks.within(1, MOST_AT_ONCE, PREFIX + "at-once", atOnce);
        SettingChecks.within(1, MOST_AT_ONCE, PREFIX + "at-once-per-host", atOncePerHost);
        SettingChecks.positive(PREFIX + "give-up-after", giveUpAfter);
        SettingChecks.positive(PREFIX + "first-pause", firstPause);
        SettingChecks.positive(PREFIX + "breaker-pause", breakerPause);
    }

    /** Of what tells the clients. */
    WorkerLimits worker() {
        return new WorkerLimits(atOnce, atOncePerHost, giveUpAfter, firstPause, breakerPause);
    }

    /** @throws StartRefusedException when a host is no host name and no pattern */
    AllowedHosts allowedHosts() {
        try {
            return new AllowedHosts(
                    hosts,
                    allowPrivate
                            ? hosts.stream()
                                    .filter(host -> !host.startsWith("*"))
                                    .collect(Collectors.toUnmodifiableSet())
                            : Set.of());
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException("baton.callback.hosts: " + e.getMessage(), e);
        }
    }

    /** A bot's server has only to take an event. */
    VendorHttp.Limits limits() {
        return new VendorHttp.Limits(atOnce, CONNECT_MILLIS, RESPONSE_MILLIS, DEADLINE_MILLIS, MAX_ANSWER_BYTES);
    }
}
