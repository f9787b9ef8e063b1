package dev.baton.sip.forward;

import dev.baton.sip.location.SipLocator;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transport.TransportSettings;
import java.time.Duration;

/**
 * @param locator how peers are found
 * @param maxForwards that may be pending; more are refused as {@link ForwardOutcome#UNAVAILABLE}
 * @param maxRedirects that may wait for their call
 * @param pingInterval between two OPTIONS to a watched peer
 */
public record SipStackSettings(
        TransportSettings transport,
        TransactionSettings transactions,
        SipLocator locator,
        int maxForwards,
        int maxRedirects,
        Duration pingInterval) {

    /**
     * With the usual bounds: 25,000 forwards, 10,000 redirects, a ping each 30 seconds. Over UDP an answered REFER counts
     * as a request for five seconds more, hence as many again.
     */
    public static SipStackSettings of(TransportSettings transport, SipLocator locator) {
        TransactionSettings transactions = TransactionSettings.DEFAULT.withBounds(50_000, 50_000);
        return new SipStackSettings(transport, transactions, locator, 25_000, 10_000, Duration.ofSeconds(30));
    }
}
