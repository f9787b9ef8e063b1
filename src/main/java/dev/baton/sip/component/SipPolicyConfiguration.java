package dev.baton.sip.component;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** What may be called, and how often. */
@UriParams
public class SipPolicyConfiguration {

    @UriParam(label = "security")
    private @Nullable String numberAllow;

    @UriParam(label = "security")
    private @Nullable String uriAllow;

    @UriParam(label = "security", defaultValue = "udp,tcp,tls")
    private String uriTransports = "udp,tcp,tls";

    @UriParam(label = "security", defaultValue = "30")
    private int maxPerMinute = 30;

    @UriParam(label = "security", defaultValue = "5")
    private int maxPerMinuteToOne = 5;

    @UriParam(label = "security", defaultValue = "20")
    private int maxConcurrent = 20;

    @UriParam(label = "security", defaultValue = "1000")
    private int maxPerDay = 1_000;

    public @Nullable String getNumberAllow() {
        return numberAllow;
    }

    /**
     * The numbers that may be called, with commas between: prefixes, each a plus and its first digits, and single numbers,
     * each with an equals sign before the plus. None by default. Satellite phones, international networks and premium services only as
     * single numbers.
     */
    public void setNumberAllow(String numberAllow) {
        this.numberAllow = numberAllow;
    }

    public @Nullable String getUriAllow() {
        return uriAllow;
    }

    /**
     * The hosts, with commas between, whose SIP URIs may be called: host for its usual ports, or host:port. None by
     * default.
     */
    public void setUriAllow(String uriAllow) {
        this.uriAllow = uriAllow;
    }

    public String getUriTransports() {
        return uriTransports;
    }

    /** The transports that a SIP URI may ask for. */
    public void setUriTransports(String uriTransports) {
        this.uriTransports = uriTransports;
    }

    public int getMaxPerMinute() {
        return maxPerMinute;
    }

    /** How many forwards may start within a minute. */
    public void setMaxPerMinute(int maxPerMinute) {
        this.maxPerMinute = maxPerMinute;
    }

    public int getMaxPerMinuteToOne() {
        return maxPerMinuteToOne;
    }

    /** How many of those may go to the same destination. */
    public void setMaxPerMinuteToOne(int maxPerMinuteToOne) {
        this.maxPerMinuteToOne = maxPerMinuteToOne;
    }

    public int getMaxConcurrent() {
        return maxConcurrent;
    }

    /** How many forwards may be going on. */
    public void setMaxConcurrent(int maxConcurrent) {
        this.maxConcurrent = maxConcurrent;
    }

    public int getMaxPerDay() {
        return maxPerDay;
    }

    /** How many forwards may start within a day (UTC). */
    public void setMaxPerDay(int maxPerDay) {
        this.maxPerDay = maxPerDay;
    }
}
