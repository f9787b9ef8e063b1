package dev.baton.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest extends GatewayFixture {

    @Test
    void noCallIsAcceptedWhateverTheHandlerSays() throws Exception {
        peer.send(peer.request("INVITE", "z9hG4bKcall"));
        assertThat(peer.receive()).startsWith("SIP/2.0 500");
    }

    @ParameterizedTest
    @CsvSource({"REGISTER, 405", "BYE, 405", "FROBNICATE, 501", "NOTIFY, 481", "MESSAGE, 500", "INFO, 500"})
    void whatNobodyHandlesIsRefused(String method, int status) throws Exception {
        peer.send(peer.request(method, "z9hG4bKx"));
        String answer = peer.receive();
        assertThat(answer).startsWith("SIP/2.0 " + status + " ");
        assertThat(answer.contains("Allow: ACK, CANCEL, INFO, INVITE, MESSAGE, OPTIONS"))
                .isEqualTo(status == 405 || status == 501);
    }

    @Test
    void anExtensionThatWeDoNotHaveIsRefusedByName() throws Exception {
        peer.send(peer.request("OPTIONS", "z9hG4bKx", "Require: tdialog, foo\nRequire: bar\n"));
        assertThat(peer.receive()).startsWith("SIP/2.0 420").contains("Unsupported: bar, foo\r\n");
        peer.send(peer.request("OPTIONS", "z9hG4bKy", "Require: tdialog\n"));
        assertThat(peer.receive()).startsWith("SIP/2.0 200");
    }
}
