package dev.baton.sip.location;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.TransportType;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;

/** Finds out where a request to a URI goes, RFC 3263. Thread-safe; nothing of it waits. */
public final class SipLocator {

    private static final int MOST_SERVICES = 5;

    private final Dns dns;
    private final HopCollector collector;
    private final Set<TransportType> transports;

    /**
     * @param session how the DNS is asked
     * @param transports that can be used
     * @param ipv6 whether IPv6 addresses can be reached; they are tried after those of IPv4
     */
    public SipLocator(LookupSession session, Set<TransportType> transports, boolean ipv6) {
        this.dns = new Dns(session);
        this.collector =
                new HopCollector(dns, ipv6, bound -> ThreadLocalRandom.current().nextInt(bound));
        this.transports = EnumSet.copyOf(transports);
    }

    /** With the DNS servers and the hosts file of this machine. */
    public static SipLocator system(Set<TransportType> transports, boolean ipv6) {
        return new SipLocator(LookupSession.defaultBuilder().build(), transports, ipv6);
    }

    /**
     * Where to try, in this order.
     *
     * @return at least one; fails with {@link LocationException} when there is none, or the DNS does not answer
     */
    public CompletionStage<List<Hop>> locate(SipUri uri) {
        if (uri.params().has("maddr")) {
            return failed("a URI with maddr, which is not followed: it would lead past the host that was allowed");
        }
        TransportType wanted = null;
        String name = uri.params().value("transport").orElse(null);
        if (name != null) {
            wanted = named(name, uri.secure());
            if (wanted == null || !transports.contains(wanted)) {
                return failed("a URI with a transport that is not available here");
            }
        }
        InetAddress literal = literal(uri.host());
        if (literal != null || uri.port() > 0) {
            Service service = Service.of(wanted == null ? usual(uri) : wanted);
            return transports.contains(service.transport)
                    ? addresses(uri, literal, service)
                    : failed("SIP over " + service.transport + " would be needed, and is not available here");
        }
        return search(uri, wanted);
    }

    private static TransportType usual(SipUri uri) {
        return uri.secure() ? TransportType.TLS : TransportType.UDP;
    }

    private static @Nullable TransportType named(String name, boolean secure) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "udp" -> secure ? null : TransportType.UDP;
            case "tcp" -> secure ? TransportType.TLS : TransportType.TCP;
            case "tls" -> TransportType.TLS;
            default -> null;
        };
    }

    private CompletionStage<List<Hop>> addresses(SipUri uri, @Nullable InetAddress literal, Service service) {
        int port = uri.port() > 0 ? uri.port() : service.defaultPort;
        Hops hops = new Hops(uri.host());
        if (literal != null) {
            hops.add(service.transport, literal, port);
            return hops.found();
        }
        return absolute(uri.host())
                .thenCompose(host -> collector.addresses(hops, service.transport, host, port))
                .thenCompose(done -> hops.found());
    }

    /** NAPTR says which transports there are; without it, SRV does; without that, there is only the host. */
    private CompletionStage<List<Hop>> search(SipUri uri, @Nullable TransportType wanted) {
        EnumSet<TransportType> usable = EnumSet.copyOf(transports);
        if (wanted != null) {
            usable.retainAll(EnumSet.of(wanted));
        } else if (uri.secure()) {
            usable.retainAll(EnumSet.of(TransportType.TLS));
        }
        Service last = Service.of(wanted == null ? usual(uri) : wanted);
        Hops hops = new Hops(uri.host());
        return absolute(uri.host()).thenCompose(host -> services(host, wanted == null, hops)
                .thenCompose(naptrs -> collector.services(hops, usable, naptrs, host))
                .thenCompose(done -> hops.isEmpty() && usable.contains(last.transport)
                        ? collector.addresses(hops, last.transport, host, last.defaultPort)
                        : CompletableFuture.completedFuture(null))
                .thenCompose(done -> hops.found()));
    }

    /** Some servers fail on what they do not know: then it is as if there were none. */
    private CompletableFuture<List<NAPTRRecord>> services(Name host, boolean open, Hops hops) {
        if (!open) {
            return CompletableFuture.completedFuture(List.of());
        }
        return dns.records(host, Type.NAPTR, NAPTRRecord.class)
                .exceptionally(failure -> {
                    hops.failed();
                    return List.of();
                })
                .thenApply(records -> records.stream()
                        .filter(record -> Service.ofNaptr(record.getService()) != null
                                && record.getFlags().equalsIgnoreCase("s"))
                        .sorted(Comparator.comparingInt(NAPTRRecord::getOrder)
                                .thenComparingInt(NAPTRRecord::getPreference))
                        .limit(MOST_SERVICES)
                        .toList());
    }

    private static CompletableFuture<Name> absolute(String host) {
        try {
            return CompletableFuture.completedFuture(Name.fromString(host, Name.root));
        } catch (TextParseException e) {
            return CompletableFuture.failedFuture(new LocationException("a host that is no name in the DNS"));
        }
    }

    private static @Nullable InetAddress literal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        byte[] address = NetUtil.createByteArrayFromIpAddressString(bare);
        try {
            return address == null ? null : InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static CompletableFuture<List<Hop>> failed(String message) {
        return CompletableFuture.failedFuture(new LocationException(message));
    }
}
