package dev.baton.sip.location;

import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.TransportType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What one search found so far. The steps of a search come one after the other, but not on one thread. */
final class Hops {

    private static final int MOST = 16;

    private final String domain;
    private final List<Hop> hops = new ArrayList<>();
    private boolean failed;

    Hops(String domain) {
        this.domain = domain;
    }

    synchronized void add(TransportType transport, InetAddress address, int port) {
        if (hops.size() < MOST && port > 0) {
            Hop hop = new Hop(transport, new InetSocketAddress(address, port), domain);
            if (!hops.contains(hop)) {
                hops.add(hop);
            }
        }
    }

    /** Remembers that something was not answered, so that "none" can be told from "not known". */
    synchronized void failed() {
        failed = true;
    }

    synchronized boolean isEmpty() {
        return hops.isEmpty();
    }

    synchronized CompletableFuture<List<Hop>> found() {
        if (!hops.isEmpty()) {
            return CompletableFuture.completedFuture(List.copyOf(hops));
        }
        return CompletableFuture.failedFuture(new LocationException(
                failed
                        ? "the DNS did not answer for " + domain
                        : "the DNS has no address for " + domain + " that can be used here"));
    }
}
