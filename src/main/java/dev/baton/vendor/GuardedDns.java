package dev.baton.vendor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up and keeps only the addresses that a call may go to, so that an allowed name cannot lead inside. The
 * connection goes to exactly these addresses: nothing is looked up a second time.
 */
final class GuardedDns implements DnsResolver {

    private final AllowedHosts allowed;
    private final DnsResolver dns;

    GuardedDns(AllowedHosts allowed, DnsResolver dns) {
        this.allowed = allowed;
        this.dns = dns;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        AllowedHosts.Standing standing = allowed.standing(host);
        if (standing == AllowedHosts.Standing.REFUSED) {
            throw HostRefusedException.notAllowed(host, allowed);
        }
        List<InetAddress> found = List.of(dns.resolve(host));
        List<InetAddress> good = new ArrayList<>();
        boolean internal = false;
        for (InetAddress address : found) {
            Reach reach = Reach.of(address);
            if (reach == Reach.PUBLIC || reach == Reach.INTERNAL && standing == AllowedHosts.Standing.CONFIGURED) {
                good.add(address);
            }
            internal |= reach == Reach.INTERNAL;
        }
        if (good.isEmpty()) {
            throw internal ? HostRefusedException.internal(host, found) : HostRefusedException.badAddress(host, found);
        }
        return good.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
