package dev.baton.sip.forward;

/**
 * @param pendingForwards that have not ended
 * @param pendingRedirects offers that wait for their call
 * @param retransmissions of requests of ours
 * @param authenticationFailures credentials of ours that were refused
 * @param parseErrors messages that could not be read
 * @param dropped messages above a source's rate
 * @param strayReports NOTIFYs that belong to no forward
 */
public record SipCounts(
        long pendingForwards,
        long pendingRedirects,
        long retransmissions,
        long authenticationFailures,
        long parseErrors,
        long dropped,
        long strayReports) {}
