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

    static HostRefusedException noName() {
        return new HostRefusedException("Found something else than a host name (not shown) as the host of a call,"
                + " expected a name such as api.example.com, without https://, port, path and user. The connector's"
                + " author corrects the mapping with into: hosts, or the integrator asks the vendor.");
    }

    static HostRefusedException notDeclared(String host, AllowedHosts allowed) {
        return new HostRefusedException("Found " + host + " as the host that the vendor named for a call; allowed are "
                + allowed.describeDeclared() + ". The integrator asks the vendor; when the host is right, the"
                + " connector's author declares it in baton.dev/hosts.");
    }

    static HostRefusedException notEncrypted(String host) {
        return new HostRefusedException("Found " + host + " as the host of a call by http:, expected https: in the"
                + " address of a call whose host a mapping gives. The connector's author corrects the address.");
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
