package dev.baton.sip.transport;

/** What carries messages; the name is that of Via. */
public enum TransportType {
    UDP,
    TCP,
    TLS;

    /** Whether nothing is lost on the way, so that nothing has to be sent twice. */
    public boolean isReliable() {
        return this != UDP;
    }
}
