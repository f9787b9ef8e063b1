package dev.baton.sip.component;

import org.apache.camel.spi.Metadata;

/** The options of the component that bound what it takes, and how long it waits. */
public abstract class SipLimitOptions extends SipTlsOptions {

    @Metadata(label = "advanced", defaultValue = "25000")
    private int maxPendingForwards = 25_000;

    @Metadata(label = "advanced", defaultValue = "10000")
    private int maxPendingRedirects = 10_000;

    @Metadata(label = "advanced", defaultValue = "1000")
    private int maxConnections = 1_000;

    @Metadata(label = "advanced", defaultValue = "5000")
    private int messagesPerSecond = 5_000;

    @Metadata(label = "advanced", defaultValue = "65536")
    private int maxMessageSize = 65_536;

    @Metadata(label = "advanced", defaultValue = "500")
    private long t1Millis = 500;

    @Metadata(label = "advanced", defaultValue = "30000")
    private long pingIntervalMillis = 30_000;

    @Metadata(label = "advanced", defaultValue = "8")
    private int workerThreads = 8;

    public int getMaxPendingForwards() {
        return maxPendingForwards;
    }

    /** How many forwards may be going on; further ones are refused. */
    public void setMaxPendingForwards(int maxPendingForwards) {
        this.maxPendingForwards = maxPendingForwards;
    }

    public int getMaxPendingRedirects() {
        return maxPendingRedirects;
    }

    /** How many redirects may wait for their call; further ones are refused. */
    public void setMaxPendingRedirects(int maxPendingRedirects) {
        this.maxPendingRedirects = maxPendingRedirects;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    /** How many TCP and TLS connections there may be. */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public int getMessagesPerSecond() {
        return messagesPerSecond;
    }

    /** How many messages a second are taken from one source; the rest is dropped. */
    public void setMessagesPerSecond(int messagesPerSecond) {
        this.messagesPerSecond = messagesPerSecond;
    }

    public int getMaxMessageSize() {
        return maxMessageSize;
    }

    /** How large a message may be, in bytes. */
    public void setMaxMessageSize(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public long getT1Millis() {
        return t1Millis;
    }

    /** The estimate of the round trip that all timers of RFC 3261 follow from. */
    public void setT1Millis(long t1Millis) {
        this.t1Millis = t1Millis;
    }

    public long getPingIntervalMillis() {
        return pingIntervalMillis;
    }

    /** How often peers with ping=true are asked. */
    public void setPingIntervalMillis(long pingIntervalMillis) {
        this.pingIntervalMillis = pingIntervalMillis;
    }

    public int getWorkerThreads() {
        return workerThreads;
    }

    /** How many threads run routes after an answer, and as many after a request. */
    public void setWorkerThreads(int workerThreads) {
        this.workerThreads = workerThreads;
    }
}
