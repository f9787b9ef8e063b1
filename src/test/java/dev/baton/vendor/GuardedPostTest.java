package dev.baton.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.baton.vendor.GuardedPost.Objection;
import dev.baton.vendor.GuardedPost.Result;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;

class GuardedPostTest {

    private static final VendorHttp.Limits LIMITS = new VendorHttp.Limits(4, 500, 500, 1_000, 1_024);

    /** The name leads outside when it is first looked up, and inside at every later time. */
    @Test
    void a_name_that_is_bound_to_another_address_later_leads_nowhere() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        HttpServer inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        inside.start();
        // TEST-NET-1: public by the rules, and nobody is there.
        DnsResolver rebinding = dns(() -> lookups.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1");
        AllowedHosts hosts = new AllowedHosts(Set.of("bot.example.org"), Set.of());
        try (GuardedPost post = new GuardedPost(
                hosts, LIMITS, new VendorConnections.Network(rebinding, SSLContexts.createSystemDefault()))) {
            String url = "https://bot.example.org:" + inside.getAddress().getPort() + "/";

            Result first = post.post(url, "application/json", Map.of(), new byte[0]);
            Result second = post.post(url, "application/json", Map.of(), new byte[0]);

            assertThat(first).isInstanceOf(Result.Unanswered.class);
            assertThat(second).isEqualTo(new Result.Forbidden(Objection.INTERNAL));
            assertThat(lookups).hasValue(2);
            assertThat(calls).hasValue(0);
        } finally {
            inside.stop(0);
        }
    }

    private static DnsResolver dns(Supplier<String> address) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName(address.get())};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
