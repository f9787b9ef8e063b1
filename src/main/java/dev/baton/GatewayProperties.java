package dev.baton;

import dev.baton.problem.StartRefusedException;
import dev.baton.security.ClientSettings;
import dev.baton.security.oauth2.OAuth2Settings;
import dev.baton.target.BreakerPolicy;
import dev.baton.vendor.VendorHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything an operator can set; the defaults are for one gateway on one machine.
 *
 * @param targets the file with targets and steps
 * @param connectors a folder of connectors that add to and override those in the jar
 * @param routes a folder of routes that add to and override those in the jar
 * @param clients who may post, by name; none means this machine only
 * @param oauth2 which tokens are taken
 * @param management who may look at the actuator
 * @param server how slow a caller may be
 */
@ConfigurationProperties("baton")
public record GatewayProperties(
        @DefaultValue("targets.yaml") Path targets,
        @Nullable Path connectors,
        @Nullable Path routes,
        @DefaultValue Map<String, ClientSettings> clients,
        @DefaultValue OAuth2Settings oauth2,
        @DefaultValue Management management,
        @DefaultValue Server server,
        @DefaultValue Delivery delivery,
        @DefaultValue Http http) {

    /** @param keySha256 the SHA-256 of a key that is for the actuator only, 64 hex digits; absent when there is none */
    public record Management(@Nullable String keySha256) {}

    /**
     * @param headWithin the time from the first byte of a request to the end of its head
     * @param bodyWithin the time from there to the last byte of its body
     */
    public record Server(@DefaultValue("10s") Duration headWithin, @DefaultValue("10s") Duration bodyWithin) {

        public Server {
            atLeastOneSecond("head-within", headWithin);
            atLeastOneSecond("body-within", bodyWithin);
        }

        private static void atLeastOneSecond(String name, Duration found) {
            if (found.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new StartRefusedException("baton.server." + name + "=" + found + ": expected 1s or more");
            }
        }
    }

    /**
     * @param atOnce deliveries to one target at the same time
     * @param waiting deliveries to one target that wait in memory; more wait in the ledger
     * @param waiters requests that may wait for an outcome at the same time
     * @param deadline how long after its request a handover may be tried again, where its step says nothing; 0 to 60
     *     minutes
     * @param breaker of targets that do not say otherwise
     */
    public record Delivery(
            @DefaultValue("200") int atOnce,
            @DefaultValue("500") int waiting,
            @DefaultValue("100") int waiters,
            @DefaultValue("2m") Duration deadline,
            @DefaultValue Breaker breaker) {

        private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(60);

        public Delivery {
            atLeast(1, "at-once", atOnce);
            atLeast(0, "waiting", waiting);
            atLeast(0, "waiters", waiters);
            if (deadline.isNegative() || deadline.compareTo(LONGEST_DEADLINE) > 0) {
                throw new StartRefusedException(
                        "baton.delivery.deadline=" + deadline.toMillis() + "ms: expected 0s to 60m");
            }
        }

        private static void atLeast(int least, String name, int found) {
            if (found < least) {
                throw new StartRefusedException(
                        "baton.delivery." + name + "=" + found + ": expected " + least + " or more");
            }
        }
    }

    /**
     * When a target is left alone because its calls fail.
     *
     * @param enabled whether one ever is
     * @param failures this part of the calls that are judged, in per cent
     * @param calls how many of the last calls are judged
     * @param pause how long it is left alone
     * @param trials how many calls then find out whether it is well again
     * @see BreakerPolicy for the ranges
     */
    public record Breaker(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("50") int failures,
            @DefaultValue("20") int calls,
            @DefaultValue("30s") Duration pause,
            @DefaultValue("3") int trials) {

        BreakerPolicy policy() {
            try {
                return enabled ? new BreakerPolicy(failures, calls, pause, trials) : BreakerPolicy.OFF;
            } catch (IllegalArgumentException e) {
                throw new StartRefusedException("baton.delivery.breaker." + e.getMessage(), e);
            }
        }
    }

    /**
     * @param connectTimeout milliseconds to connect to a target
     * @param responseTimeout milliseconds until a target answers
     */
    public record Http(@DefaultValue("2000") int connectTimeout, @DefaultValue("10000") int responseTimeout) {

        VendorHttp.Limits limits(int atOnce) {
            return new VendorHttp.Limits(atOnce, connectTimeout, responseTimeout);
        }
    }
}
