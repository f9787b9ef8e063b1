package dev.baton.sip.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.support.UdpPeer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;

/** Who is there: OPTIONS, health, metrics. */
class PresenceRouteTest extends RouteFixture {

    @Test
    void aPeerIsAsked() throws Exception {
        script = request -> List.of(UdpPeer.response(request, "405 Method Not Allowed"));
        start("direct:move", toSbc("operation=options"));

        Exchange exchange = send(Map.of());

        assertThat(sbc.request()).startsWith("OPTIONS ");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(SipConstants.PEER_UP)).isEqualTo(true);
        assertThat(exchange.getMessage().getHeader(SipConstants.FINAL_STATUS)).isEqualTo(405);
    }

    @Test
    void aPeerThatIsNotThereFailsNoExchange() throws Exception {
        script = request -> List.of();
        sip.setT1Millis(5);
        start("direct:move", toSbc("operation=options"));

        Exchange exchange = send(Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(SipConstants.PEER_UP)).isEqualTo(false);
    }

    @Test
    void aRouteSaysWhetherWeAreWell() throws Exception {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, UdpPeer.loopback())) {
            port = socket.getLocalPort();
        }
        AtomicBoolean well = new AtomicBoolean(true);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sip:127.0.0.1:" + port + "?operation=options").process(exchange -> {
                    if (!well.get()) {
                        throw new IllegalStateException("for the test");
                    }
                });
            }
        });
        camel.start();

        try (UdpPeer peer = new UdpPeer(new InetSocketAddress(UdpPeer.loopback(), port))) {
            peer.send(peer.request("OPTIONS", "z9hG4bK1"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 ");
            well.set(false);
            peer.send(peer.request("OPTIONS", "z9hG4bK2"));
            assertThat(peer.receive()).startsWith("SIP/2.0 503 ");
        }
    }

    @Test
    void aPeerThatIsPingedShowsInHealthAndMetrics() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        camel.getRegistry().bind("meters", registry);
        script = request -> List.of();
        sip.setT1Millis(2);
        sip.setPingIntervalMillis(50);
        start("direct:move", toSbc("numberAllow=+49&ping=true&target=main"));

        await().until(() -> up().equals(HealthCheck.State.DOWN));
        assertThat(registry.get("sip.peers.up").tag("target", "main").gauge().value())
                .isZero();

        script = request -> List.of(UdpPeer.response(request, "200 OK"));
        await().until(() -> up().equals(HealthCheck.State.UP));
        assertThat(registry.get("sip.peers.up").tag("target", "main").gauge().value())
                .isEqualTo(1);
        camel.stop();
        assertThat(registry.find("sip.peers.up").gauge()).isNull();
    }

    private HealthCheck.State up() {
        return HealthCheckHelper.invokeReadiness(camel).stream()
                .filter(result -> result.getCheck().getId().equals("component:sip"))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    @Test
    void forwardsAndRefusalsAreCounted() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        camel.getRegistry().bind("meters", registry);
        start("direct:move", toSbc("numberAllow=+49&target=main"));

        send(call("one", NUMBER));
        send(call("one", NUMBER));
        send(call("two", "+33145678901"));

        assertThat(registry.get("sip.refer")
                        .tags("target", "main", "outcome", "answered")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("sip.refused")
                        .tags("reason", "call-moved-before")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("sip.refused")
                        .tags("reason", "number-not-allowed")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("sip.pending").tag("kind", "forward").gauge().value())
                .isZero();
        for (String name : List.of("sip.retransmissions", "sip.authentication.failures", "sip.parse.errors")) {
            assertThat(registry.get(name).functionCounter().count()).as(name).isZero();
        }
    }
}
