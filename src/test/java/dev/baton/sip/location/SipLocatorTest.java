package dev.baton.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.transport.TransportType;
import io.netty.util.NetUtil;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipLocatorTest {

    private static final Set<TransportType> ALL = EnumSet.allOf(TransportType.class);

    private static final String[] ZONE = {
        "full.example NAPTR 20 50 \"s\" \"SIP+D2U\" \"\" _sip._udp.full.example.",
        "full.example NAPTR 10 50 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.full.example.",
        "full.example NAPTR 15 50 \"s\" \"E2U+email\" \"\" x.full.example.",
        "_sips._tcp.full.example SRV 20 0 5061 backup.example.",
        "_sips._tcp.full.example SRV 10 0 5071 main.example.",
        "_sip._udp.full.example SRV 10 0 5060 main.example.",
        "full.example A 192.0.2.99",
        "srv.example A 192.0.2.98",
        "_sip._tcp.srv.example SRV 0 0 5080 main.example.",
        "_sip._udp.srv.example SRV 0 0 0 .",
        "host.example A 192.0.2.10",
        "host.example AAAA 2001:db8::10",
        "main.example A 192.0.2.1",
        "main.example A 192.0.2.2",
        "backup.example A 192.0.2.3",
    };

    @ParameterizedTest
    @CsvSource({
        // A literal needs no DNS.
        "sip:192.0.2.7, UDP 192.0.2.7:5060",
        "sips:192.0.2.7, TLS 192.0.2.7:5061",
        "sip:[2001:db8::7]:5070;transport=tcp, TCP 2001:db8::7:5070",
        // A port leaves only the host's addresses.
        "sip:full.example:5090, UDP 192.0.2.99:5090",
        "sip:full.example:5090;transport=TLS, TLS 192.0.2.99:5090",
        "sips:full.example:5090;transport=tcp, TLS 192.0.2.99:5090",
        // NAPTR decides, then SRV.
        "sip:full.example, TLS 192.0.2.1:5071 TLS 192.0.2.2:5071 TLS 192.0.2.3:5061 UDP 192.0.2.1:5060 UDP 192.0.2.2:5060",
        "sips:full.example, TLS 192.0.2.1:5071 TLS 192.0.2.2:5071 TLS 192.0.2.3:5061",
        "sip:full.example;transport=udp, UDP 192.0.2.1:5060 UDP 192.0.2.2:5060",
        // Without NAPTR, whatever SRV there is.
        "sip:srv.example, TCP 192.0.2.1:5080 TCP 192.0.2.2:5080",
        // Without SRV, the host.
        "sip:host.example, UDP 192.0.2.10:5060 UDP 2001:db8::10:5060",
        "sips:host.example, TLS 192.0.2.10:5061 TLS 2001:db8::10:5061",
        "sip:host.example;transport=tcp, TCP 192.0.2.10:5060 TCP 2001:db8::10:5060",
    })
    void aUriIsLocatedByTheRules(String uri, String expected) throws Exception {
        try (SmallDns dns = new SmallDns(ZONE)) {
            assertThat(located(new SipLocator(dns.session(), ALL, true), uri)).isEqualTo(expected);
        }
    }

    @Test
    void whatWeCannotUseIsLeftOut() throws Exception {
        try (SmallDns dns = new SmallDns(ZONE)) {
            SipLocator udpOnly = new SipLocator(dns.session(), Set.of(TransportType.UDP), false);
            assertThat(located(udpOnly, "sip:full.example")).isEqualTo("UDP 192.0.2.1:5060 UDP 192.0.2.2:5060");
            assertThat(located(udpOnly, "sip:host.example")).isEqualTo("UDP 192.0.2.10:5060");
            assertThat(dns.asked()).doesNotContain("AAAA host.example");
        }
    }

    @Test
    void theCertificateMustNameTheUrisHostAndNotTheServersName() throws Exception {
        try (SmallDns dns = new SmallDns(ZONE)) {
            assertThat(new SipLocator(dns.session(), ALL, false)
                            .locate(SipUri.parse("sips:full.example"))
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS))
                    .allSatisfy(hop -> assertThat(hop.domain()).isEqualTo("full.example"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:nobody.example",
                "sip:host.example;maddr=192.0.2.66",
                "sip:host.example;transport=sctp",
                "sips:host.example;transport=udp",
            })
    void whereNothingIsThatIsSaid(String uri) throws Exception {
        try (SmallDns dns = new SmallDns(ZONE)) {
            assertThat(new SipLocator(dns.session(), ALL, true).locate(SipUri.parse(uri)))
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(LocationException.class)
                    .withMessageNotContaining("did not answer");
        }
    }

    @Test
    void aBrokenDnsIsToldFromAHostThatIsNot() throws Exception {
        try (SmallDns dns = new SmallDns(ZONE)) {
            dns.breakDown();
            assertThat(new SipLocator(dns.session(), ALL, true).locate(SipUri.parse("sip:host.example")))
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(LocationException.class)
                    .withMessageContaining("the DNS did not answer for host.example");
        }
    }

    private static String located(SipLocator locator, String uri) throws Exception {
        List<String> hops = locator.locate(SipUri.parse(uri)).toCompletableFuture().get(20, TimeUnit.SECONDS).stream()
                .map(hop -> hop.transport() + " "
                        + NetUtil.toAddressString(hop.address().getAddress()) + ":"
                        + hop.address().getPort())
                .toList();
        return String.join(" ", hops);
    }
}
