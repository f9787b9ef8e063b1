package dev.baton.sip.component;

import dev.baton.sip.transport.ListeningPoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.camel.RuntimeCamelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What peers are told to reach us by. */
final class AdvertisedHost {

    private static final Logger LOG = LoggerFactory.getLogger(AdvertisedHost.class);

    private AdvertisedHost() {}

    /** @return what is configured, or else the address that is listened at, or else that of this machine's name */
    static String of(@Nullable String configured, List<ListeningPoint> points) {
        if (configured != null) {
            return configured;
        }
        for (ListeningPoint point : points) {
            InetAddress address = point.address().getAddress();
            if (!address.isAnyLocalAddress()) {
                return address.getHostAddress();
            }
        }
        return ofMachine();
    }

    private static String ofMachine() {
        try {
            InetAddress address = InetAddress.getLocalHost();
            if (address.isLoopbackAddress()) {
                LOG.warn(
                        "This machine's name leads to {}, where no other machine sends its reports; set advertisedHost of"
                                + " the sip component",
                        address.getHostAddress());
            }
            return address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new RuntimeCamelException(
                    "This machine's name has no address; set advertisedHost of the sip component", e);
        }
    }
}
