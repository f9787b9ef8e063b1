package dev.baton.vendor;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/** A call would have gone where this target's calls may not go. Nothing was sent. */
final class HostRefusedException extends RuntimeException {

    private HostRefusedException(String message) {
        super(message);
    }

    static HostRefusedException notAllowed(String host, AllowedHosts allowed) {
        return new HostRefusedException("Found a call to host " + host + "; allowed are " + allowed.describe()
                + ". The connector's author declares a host in baton.dev/hosts, or the integrator sets the URL setting"
                + " of the target.");
    }

    static HostRefusedException proxied(String proxy) {
        return new HostRefusedException("Found a call through the proxy " + proxy
                + ", expected a direct one. The connector's author takes the proxy out of the call.");
    }

    static HostRefusedException badAddress(String host, List<InetAddress> found) {
        return new HostRefusedException("Host " + host + " has only addresses that no call may go to: " + list(found)
                + ". The integrator corrects the URL setting of the target, or the host's DNS entry.");
    }

    static HostRefusedException internal(String host, List<InetAddress> found) {
        return new HostRefusedException(
                "Host " + host + ", which only the connector names, is inside a private network: " + list(found)
                        + ". If that is right, the integrator sets the URL setting of the target explicitly.");
    }

    private static String list(List<InetAddress> found) {
        return found.stream().limit(10).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }
}
