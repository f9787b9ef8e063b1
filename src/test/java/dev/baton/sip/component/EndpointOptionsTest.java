package dev.baton.sip.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.forward.SipStackSettings;
import dev.baton.sip.location.SipLocator;
import dev.baton.sip.support.ScriptedPeer;
import dev.baton.sip.support.UdpPeer;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In anybody's Camel context: found by name, options bound, and what is wrong told at once. */
class EndpointOptionsTest extends RouteFixture {

    private SipCallEndpoint endpoint(String uri) {
        return camel.getEndpoint(uri, SipCallEndpoint.class);
    }

    @Test
    void itIsFoundByNameAndItsOptionsAreBound() {
        SipCallEndpoint endpoint = endpoint("sip:callctl@sbc.example.net:5070?transport=tcp&dialogMode=borrowed"
                + "&completion=accepted&contextIn=header&numberAllow=+49,=+4930901820&maxPerDay=7&ringTimeoutMillis=5000"
                + "&fromUser=gw&fromHost=gw.example.net&authUsername=u&authPassword=RAW(p&%)&target=main");

        assertThat(endpoint.located().uri()).hasToString("sip:callctl@sbc.example.net:5070;transport=tcp");
        assertThat(endpoint.from()).hasToString("<sip:gw@gw.example.net>");
        assertThat(endpoint.getRefer().getDialogMode()).isEqualTo("borrowed");
        assertThat(endpoint.caps().perDay()).isEqualTo(7);
        assertThat(endpoint.getPeer().getAuthPassword()).isEqualTo("p&%");
        assertThat(endpoint.label()).isEqualTo("main");
        assertThat(endpoint.toString()).doesNotContain("p&%");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:sbc.example.net, sip:sbc.example.net",
        "sip://callctl@sbc.example.net:5070, sip:callctl@sbc.example.net:5070",
        "sips:sbc.example.net?transport=tls, sips:sbc.example.net",
        "sip:sbc.example.net?toUser=callctl&toPort=5070, sip:callctl@sbc.example.net:5070",
        "sip:sbc.example.net?toHost=sbc.example.net, sip:sbc.example.net",
        "sip:[2001:db8::1]:5070, sip:[2001:db8::1]:5070",
    })
    void addressesAreWrittenTheOldWaysToo(String uri, String peer) {
        assertThat(endpoint(uri).located().uri()).hasToString(peer);
    }

    @Test
    void sipsUsesWhatSipIsConfiguredWith() {
        assertThat(endpoint("sips:sbc.example.net").getComponent()).isSameAs(sip);
    }

    @Test
    void anOptionOfTheComponentIsBoundByName() {
        DefaultCamelContext other = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.put("sips", "unused");
        SipComponent component = other.getComponent("sip", SipComponent.class);
        assertThat(component
                        .getComponentPropertyConfigurer()
                        .configure(other, component, "recordFolder", "/srv/sip", true))
                .isTrue();
        assertThat(component.getRecordFolder()).isEqualTo("/srv/sip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:h?unknown=1                      | Unknown parameters",
                "sip:h?eventHeaderName=Event          | neither publishes nor subscribes",
                "sip:h?presenceAgent=true             | neither publishes nor subscribes",
                "sip:h?stackName=x                    | share one stack",
                "sip:h?addressFactory=#x              | JAIN-SIP is not used any more",
                "sip:h?sipStack=#x                    | option stack",
                "sip:h?implementationTraceLevel=1     | sip.wire",
                "sip:h?maxMessageSize=1               | component's option maxMessageSize",
                "sip:h?cacheConnections=true          | connections are kept",
                "sip:h?maxForwards=1                  | 70 hops",
                "sip:h?operation=invite               | expected refer, redirect, options",
                "sip:h?transport=ws                   | expected udp, tcp, tls",
                "sips:h?transport=udp                 | expected tls",
                "sip:h?dialogMode=none                | expected target-dialog, borrowed",
                "sip:h?completion=never               | expected accepted, final",
                "sip:h?contextIn=body                 | expected refer-to, header, none",
                "sip:h?numberForm=fax                 | expected sip, tel",
                "sip:h?ringTimeoutMillis=0            | expected 1 to 86400000",
                "sip:h?maxPerDay=0                    | expected 1 to 1000000",
                "sip:h?numberAllow=49                 | numberAllow: found '49'",
                "sip:h?numberAllow=+881               | one by one",
                "sip:h?uriAllow=a@b                   | uriAllow: found",
                "sip:h?uriTransports=ws               | uriTransports: found",
                "sip:h?toHost=other                   | toHost: found 'other' and another one in the path",
                "sip:h;lr                             | expected [user@]host[:port]",
                "sip:a:b@h                            | expected [user@]host[:port]",
                "sip:h?authUsername=u                 | found one of them, expected both",
                "sip:h?referHost=a@b                  | referHost: found",
            })
    void whatIsWrongIsToldWhenTheEndpointIsMade(String uri, String words) {
        assertThatThrownBy(() -> endpoint(uri)).hasStackTraceContaining(words);
    }

    @Test
    void aRefusalShowsNoPassword() {
        assertThatThrownBy(() -> endpoint("sip:h?authUsername=u&authPassword=s3cret&unknown=1"))
                .satisfies(refused -> {
                    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain("s3cret");
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp:here", "ws:0.0.0.0:5060", "0.0.0.0:5060", "udp:0.0.0.0:x", "udp:a@b"})
    void whereItListensMustBeAnAddress(String listen) {
        sip.setListen(listen);

        assertThatThrownBy(() -> start("direct:move", toSbc("numberAllow=+49")))
                .hasStackTraceContaining("Where SIP listens: found '" + listen);
    }

    @Test
    void tlsWithoutKeysIsRefusedAtTheStart() {
        sip.setListen("tls:127.0.0.1:0");

        assertThatThrownBy(() -> start("direct:move", toSbc("numberAllow=+49")))
                .hasStackTraceContaining("found no tlsKey");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        sip.setListen("udp:127.0.0.1:" + sbc.port());

        assertThatThrownBy(() -> start("direct:move", toSbc("numberAllow=+49")))
                .hasStackTraceContaining("SIP cannot listen at")
                .hasStackTraceContaining("free the port");
    }

    @Test
    void twoContextsShareAStackThatNeitherCloses() throws Exception {
        InetSocketAddress any = new InetSocketAddress(UdpPeer.loopback(), 0);
        try (SipStack stack = SipStack.open(SipStackSettings.of(
                TransportSettings.of(List.of(new ListeningPoint(TransportType.UDP, any)), "127.0.0.1"),
                SipLocator.system(EnumSet.of(TransportType.UDP), false)))) {
            for (String callId : List.of("one", "two")) {
                try (DefaultCamelContext context = new DefaultCamelContext()) {
                    context.getComponent("sip", SipComponent.class).setStack(stack);
                    context.start();
                    assertThat(context.createFluentProducerTemplate()
                                    .to(toSbc("numberAllow=+49"))
                                    .withHeaders(call(callId, NUMBER))
                                    .send()
                                    .getException())
                            .isNull();
                }
                assertThat(ScriptedPeer.header(sbc.request(), "Target-Dialog")).startsWith(callId + ";");
            }
        }
    }

    @Test
    void aContextThatStopsLeavesNoExchangeBehind() throws Exception {
        script = ScriptedPeer.reporting("202 Accepted");
        start("direct:move", toSbc("numberAllow=+49"));
        Endpoint direct = camel.getEndpoint("direct:move");
        var pending = camel.createFluentProducerTemplate()
                .to(direct)
                .withHeaders(call("9f2c", NUMBER))
                .asyncSend();
        sbc.request();

        camel.getShutdownStrategy().setTimeout(1);
        camel.stop();

        assertThat(pending.get(20, java.util.concurrent.TimeUnit.SECONDS).getException())
                .isNotNull();
    }
}
