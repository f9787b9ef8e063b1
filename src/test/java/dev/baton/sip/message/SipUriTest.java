package dev.baton.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {

    @ParameterizedTest
    @CsvSource({
        "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtlanTa.CoM;Transport=tcp, true",
        "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5, true",
        "sip:carol@chicago.com, sip:carol@chicago.com;security=on, true",
        "sip:carol@chicago.com;newparam=5, sip:carol@chicago.com;security=on, true",
        "sip:a@b.com;transport=tcp?to=x%40y.com, sip:a@b.com;transport=tcp?To=x%40y.com, true",
        "sip:h.com?a=1&b=2, sip:h.com?b=2&a=1, true",
        "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP, false",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:5060, false",
        "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp, false",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:6000;transport=tcp, false",
        "sip:carol@chicago.com, sip:carol@chicago.com?Subject=next, false",
        "sip:carol@chicago.com;security=off, sip:carol@chicago.com;security=on, false",
        "sip:a%2Fb@c.com, sip:a/b@c.com, false",
        "sip:a@c.com, sips:a@c.com, false",
        "sip:a@c.com, sip:c.com, false",
        "tel:+49-30-123, tel:+4930123, true",
        "tel:+4930123, tel:+4930124, false",
        "tel:+4930123, sip:+4930123@c.com, false",
    })
    void twoUrisAreEquivalentByTheRulesOfTheirScheme(String one, String other, boolean same) throws SipParseException {
        assertThat(Uri.parse(one).isEquivalentTo(Uri.parse(other))).isEqualTo(same);
        assertThat(Uri.parse(other).isEquivalentTo(Uri.parse(one))).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:host",
                "sips:+4930@[2001:db8::1]:5061;transport=tls;lr",
                "sip:u:p@h;a=b?X=1&Y=",
                "tel:+49(30)1;ext=1",
                "tel:1234;phone-context=example.com",
                "urn:service:sos",
            })
    void aUriIsWrittenAsItWasRead(String text) throws SipParseException {
        assertThat(Uri.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                ":x",
                "1sip:x",
                "sip:",
                "sip:@h",
                "sip:a@h>, <sip:evil@x",
                "sip:a@b@c",
                "sip:a b@c",
                "sip:a@b c",
                "sip:a@[::1",
                "sip:a@::1",
                "sip:a@h:0",
                "sip:a@h:65536",
                "sip:a@h:",
                "sip:a@h;",
                "sip:a@h;x=",
                "sip:a@h;x=\"y\"",
                "sip:a@h;x;X",
                "sip:a%4@h",
                "sip:\u00e4@h",
                "sip:a@h?x",
                "sip:a@h?x=a@b",
                "tel:",
                "tel:+",
                "tel:123",
                "tel:+49x",
            })
    void whatIsNoUriIsRefused(String text) {
        assertThatThrownBy(() -> Uri.parse(text)).isInstanceOf(SipParseException.class);
    }

    @Test
    void aUriThatIsBuiltEscapesWhatItIsGiven() {
        SipUri uri = SipUri.of("a@h>,\r\n", "example.com", 0).withHeader("User-to-User", "7b;encoding=hex\r\nX: y");
        assertThat(uri).hasToString("sip:a%40h%3E,%0D%0A@example.com?User-to-User=7b%3Bencoding%3Dhex%0D%0AX:%20y");
        assertThat(uri.userText()).isEqualTo("a@h>,\r\n");
        assertThat(uri.headers().get(0).text()).isEqualTo("7b;encoding=hex\r\nX: y");
    }

    @Test
    void aUriIsNotBuiltOfPartsThatWouldBecomeOthers() {
        assertThatThrownBy(() -> SipUri.of("a", "h>;evil", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipUri.of("a", "h", 65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipUri.of("a", "h", 0).withParam("x", "1;y")).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> new SipUri(false, "a b", null, "h", 0, Params.NONE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TelUri("+49;x", Params.NONE)).isInstanceOf(IllegalArgumentException.class);
    }
}
