package dev.baton.sip.location;

import dev.baton.sip.transport.TransportType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Follows services to servers and servers to addresses, one question after the other. */
final class HopCollector {

    private static final int MOST_SERVERS = 8;

    private final Dns dns;
    private final boolean ipv6;
    private final IntUnaryOperator random;

    HopCollector(Dns dns, boolean ipv6, IntUnaryOperator random) {
        this.dns = dns;
        this.ipv6 = ipv6;
        this.random = random;
    }

    /** The services that NAPTR names, or, without any, those that may be there. */
    CompletableFuture<?> services(Hops hops, Set<TransportType> usable, List<NAPTRRecord> naptrs, Name host) {
        List<Supplier<CompletableFuture<?>>> steps = new ArrayList<>();
        for (NAPTRRecord naptr : naptrs) {
            Service service = Service.ofNaptr(naptr.getService());
            if (service != null && usable.contains(service.transport)) {
                steps.add(() -> servers(hops, service, naptr.getReplacement()));
            }
        }
        return naptrs.isEmpty() ? inTurn(named(hops, usable, host)) : inTurn(steps);
    }

    private List<Supplier<CompletableFuture<?>>> named(Hops hops, Set<TransportType> usable, Name host) {
        List<Supplier<CompletableFuture<?>>> steps = new ArrayList<>();
        for (Service service : Service.values()) {
            if (usable.contains(service.transport)) {
                steps.add(() -> {
                    try {
                        return servers(hops, service, Name.concatenate(Name.fromString(service.srv), host));
                    } catch (NameTooLongException | TextParseException e) {
                        return CompletableFuture.completedFuture(null);
                    }
                });
            }
        }
        return steps;
    }

    private CompletableFuture<?> servers(Hops hops, Service service, Name name) {
        return records(hops, name, Type.SRV, SRVRecord.class).thenCompose(found -> {
            List<Supplier<CompletableFuture<?>>> steps = new ArrayList<>();
            for (SRVRecord server : SrvOrder.of(found, random)) {
                if (steps.size() < MOST_SERVERS) {
                    steps.add(() -> addresses(hops, service.transport, server.getTarget(), server.getPort()));
                }
            }
            return inTurn(steps);
        });
    }

    CompletableFuture<?> addresses(Hops hops, TransportType transport, Name host, int port) {
        return records(hops, host, Type.A, ARecord.class)
                .thenAccept(found -> found.forEach(record -> hops.add(transport, record.getAddress(), port)))
                .thenCompose(done -> ipv6
                        ? records(hops, host, Type.AAAA, AAAARecord.class)
                        : CompletableFuture.completedFuture(List.<AAAARecord>of()))
                .thenAccept(found -> found.forEach(record -> hops.add(transport, record.getAddress(), port)));
    }

    private <T extends org.xbill.DNS.Record> CompletableFuture<List<T>> records(
            Hops hops, Name name, int type, Class<T> kind) {
        return dns.records(name, type, kind).exceptionally(failure -> {
            hops.failed();
            return List.of();
        });
    }

    private static CompletableFuture<?> inTurn(List<Supplier<CompletableFuture<?>>> steps) {
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        for (Supplier<CompletableFuture<?>> step : steps) {
            last = last.thenCompose(done -> step.get());
        }
        return last;
    }
}
