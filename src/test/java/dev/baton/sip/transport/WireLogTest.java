package dev.baton.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.Uri;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireLogTest {

    @Test
    void theLogShowsTheWayOfAMessageAndNeitherSecretsNorContextNorNumbers() throws Exception {
        SipRequest request = SipRequest.of(
                "REFER",
                Uri.parse("sip:+4930901820@sbc.example.net;user=phone"),
                SipHeaders.builder()
                        .add("Via", "SIP/2.0/UDP gw.example;branch=z9hG4bKa")
                        .add("From", "\"Ada Jansen\" <sip:+491711234567:pw1@sbc.example.net>;tag=a")
                        .add("To", "<tel:+491711234567>")
                        .add("Call-ID", "c1")
                        .add("CSeq", "1 REFER")
                        .add("r", "<sip:+4930901820@h?User-to-User=7b22%3Bencoding%3Dhex&X-A=5ecret>")
                        .add("Authorization", "Digest username=\"u5er\", response=\"26f6\"")
                        .add("Proxy-Authorization", "Digest response=\"26f6\"")
                        .add("User-to-User", "7b22;encoding=hex")
                        .add("Target-Dialog", "9f2c;local-tag=a;remote-tag=b")
                        .add("X-Note", "5ecret")
                        .add("User-Agent", "a\u001b[2Jb")
                        .build(),
                "5ecret body".getBytes(StandardCharsets.UTF_8));
        String log = WireLog.redacted(request);
        assertThat(log)
                .contains("REFER sip:+49***@sbc.example.net;user=phone")
                .contains("Via: SIP/2.0/UDP gw.example;branch=z9hG4bKa")
                .contains("From: <sip:+49***@sbc.example.net>;tag=a")
                .contains("To: <tel:+49***>")
                .contains("Refer-To: <sip:+49***@h?***>")
                .contains("Authorization: ***")
                .contains("(11 bytes)");
        assertThat(log)
                .doesNotContain("5ecret", "26f6", "u5er", "7b22", "9f2c", "1234567", "901820", "Ada", "pw1", "\u001b");
    }
}
