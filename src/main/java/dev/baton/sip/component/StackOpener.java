package dev.baton.sip.component;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.forward.SipStackSettings;
import dev.baton.sip.location.SipLocator;
import dev.baton.sip.message.SipLimits;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.TlsMaterial;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.RuntimeCamelException;
import org.jspecify.annotations.Nullable;

/** Opens a stack with the options of a component. */
final class StackOpener {

    private final SipComponent component;

    StackOpener(SipComponent component) {
        this.component = component;
    }

    SipStack open(List<ListeningPoint> points) {
        Set<TransportType> transports = points.stream()
                .map(ListeningPoint::transport)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TransportType.class)));
        TlsMaterial tls = transports.contains(TransportType.TLS) ? TlsOptions.read(component) : null;
        TransportSettings transport = transport(points, tls);
        Duration t1 = Duration.ofMillis(component.getT1Millis());
        TransactionSettings usual = TransactionSettings.DEFAULT;
        TransactionSettings transactions = new TransactionSettings(
                t1, t1.multipliedBy(8), t1.multipliedBy(10), usual.maxClient(), usual.maxServer(), usual.extensions());
        SipStackSettings settings = new SipStackSettings(
                transport,
                transactions,
                SipLocator.system(transports, component.isIpv6()),
                component.getMaxPendingForwards(),
                component.getMaxPendingRedirects(),
                Duration.ofMillis(component.getPingIntervalMillis()));
        try {
            return SipStack.open(settings);
        } catch (SipTransportException e) {
            throw new RuntimeCamelException(
                    "SIP cannot listen at " + points + ": " + e.getMessage() + "; free the port, or set listen", e);
        }
    }

    private TransportSettings transport(List<ListeningPoint> points, @Nullable TlsMaterial tls) {
        TransportSettings usual =
                TransportSettings.of(points, AdvertisedHost.of(component.getAdvertisedHost(), points));
        SipLimits limits = new SipLimits(
                component.getMaxMessageSize(),
                usual.limits().headers(),
                usual.limits().lineBytes());
        return new TransportSettings(
                usual.listening(),
                usual.advertisedHost(),
                limits,
                usual.connectTimeout(),
                usual.idle(),
                usual.keepAlive(),
                component.getMaxConnections(),
                usual.writeQueueBytes(),
                usual.largestDatagram(),
                component.getMessagesPerSecond(),
                tls);
    }
}
