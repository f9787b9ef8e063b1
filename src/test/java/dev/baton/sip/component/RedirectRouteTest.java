package dev.baton.sip.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.support.UdpPeer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that are routed to us go on where a route says. */
class RedirectRouteTest extends RouteFixture {

    private int port;

    @BeforeEach
    void findAPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, UdpPeer.loopback())) {
            port = socket.getLocalPort();
        }
        sip.setListen("udp:127.0.0.1:" + port);
    }

    private String invite(String user, String branch) throws IOException {
        try (UdpPeer caller = new UdpPeer(new InetSocketAddress(UdpPeer.loopback(), port))) {
            String invite =
                    caller.request("INVITE", branch).replace("sip:gw@127.0.0.1 SIP", "sip:" + user + "@127.0.0.1 SIP");
            caller.send(invite);
            String answer = caller.receive();
            while (answer.startsWith("SIP/2.0 100")) {
                answer = caller.receive();
            }
            return answer;
        }
    }

    @Test
    void anOfferedRedirectWorksOnce() throws Exception {
        start("direct:move", "sip:sbc.example.net?operation=redirect&numberAllow=+49");
        Exchange exchange = send(Map.of(SipConstants.REFER_TO, NUMBER, SipConstants.UUI, "7b7d"));
        assertThat(exchange.getException()).isNull();
        String uri = exchange.getMessage().getHeader(SipConstants.REDIRECT_URI, String.class);
        assertThat(uri).startsWith("sip:forward-").contains("@127.0.0.1:" + port);
        String token = uri.substring(4, uri.indexOf('@'));

        assertThat(invite(token, "z9hG4bK1"))
                .startsWith("SIP/2.0 302 ")
                .contains("Contact: <sip:+4930901820@sbc.example.net;user=phone?User-to-User=7b7d%3Bencoding%3Dhex>");
        assertThat(invite(token, "z9hG4bK2")).startsWith("SIP/2.0 404 ");
    }

    @Test
    void anOfferIsRefusedByTheSameRules() throws Exception {
        start("direct:move", "sip:sbc.example.net?operation=redirect&numberAllow=+49&maxPerDay=1");

        assertThat(send(Map.of(SipConstants.REFER_TO, "+33145678901")).getException())
                .hasMessageContaining("numberAllow");
        assertThat(send(Map.of(SipConstants.REFER_TO, NUMBER)).getException()).isNull();
        assertThat(send(Map.of(SipConstants.REFER_TO, NUMBER)).getException()).hasMessageContaining("today");
    }

    private void consume(String options) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("sip:127.0.0.1:" + port + "?operation=redirect&" + options).process(exchange -> {
                    String uri = exchange.getMessage().getHeader(SipConstants.REQUEST_URI, String.class);
                    if (uri.startsWith("sip:broken@")) {
                        throw new IllegalStateException("for the test");
                    }
                    if (!uri.startsWith("sip:nobody@")) {
                        String to = uri.startsWith("sip:far@") ? "+33145678901" : NUMBER;
                        exchange.getMessage().setHeader(SipConstants.CONTACT, to);
                        exchange.getMessage()
                                .setHeader(
                                        "seen",
                                        exchange.getMessage().getHeader(SipConstants.FROM) + " "
                                                + exchange.getMessage().getHeader(SipConstants.CALL_ID));
                    }
                });
            }
        });
        camel.start();
    }

    @Test
    void aRouteRedirectsCallsThatComeToIt() throws Exception {
        consume("numberAllow=+49&referHost=sbc.example.net");

        assertThat(invite("queue", "z9hG4bK1"))
                .startsWith("SIP/2.0 302 ")
                .contains("Contact: <sip:+4930901820@sbc.example.net;user=phone>");
        assertThat(invite("nobody", "z9hG4bK2")).startsWith("SIP/2.0 404 ");
        assertThat(invite("broken", "z9hG4bK3")).startsWith("SIP/2.0 500 ");
        assertThat(invite("far", "z9hG4bK4")).startsWith("SIP/2.0 403 ");
    }

    @Test
    void aCallAboveACapIsToldToComeLater() throws Exception {
        consume("numberAllow=+49&referHost=sbc.example.net&maxPerMinute=1");

        assertThat(invite("queue", "z9hG4bK1")).startsWith("SIP/2.0 302 ");
        assertThat(invite("queue", "z9hG4bK2")).startsWith("SIP/2.0 503 ");
    }

    @Test
    void aConsumerWithAnAddressOfItsOwnListensThere() throws Exception {
        sip.setListen("udp:127.0.0.1:0");
        consume("numberAllow=+49&referHost=sbc.example.net");

        assertThat(invite("queue", "z9hG4bK1")).startsWith("SIP/2.0 302 ");
        camel.getRouteController().stopAllRoutes();
        new DatagramSocket(port, UdpPeer.loopback()).close();
    }

    @Test
    void twoConsumersDoNotShareAnAddress() throws Exception {
        consume("numberAllow=+49&referHost=sbc.example.net");

        assertThatThrownBy(() -> start("sip:127.0.0.1:" + port + "?operation=redirect", "log:x"))
                .hasStackTraceContaining("Two consumers with operation=redirect");
    }

    @Test
    void aConsumerMovesNoCalls() {
        assertThatThrownBy(() -> start("sip:127.0.0.1:" + port, "log:x"))
                .hasStackTraceContaining("calls are moved with to()");
    }
}
