package dev.baton.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {";tag", ";tag=\"\"", ";tag=[a]", ";TAG"})
    void halfATagIsABadRequest(String tag) throws Exception {
        String request = peer.request("OPTIONS", "z9hG4bKx");
        peer.send(request.replaceFirst("\nTo: .*", "\nTo: <sip:gw@127.0.0.1>" + tag));
        assertThat(peer.receive()).startsWith("SIP/2.0 400");
        peer.send(request.replaceFirst("\nFrom: .*", "\nFrom: <sip:peer@127.0.0.1>" + tag));
        assertThat(peer.receive()).startsWith("SIP/2.0 400");
        assertThat(gateway.transport().unreadable()).isEqualTo(2);
    }

    @Test
    void aRequestWithAsManyParametersAsMayBeIsAnsweredLikeAnyOther() throws Exception {
        StringBuilder params = new StringBuilder();
        for (int i = 1; i <= 62; i++) {
            params.append(";p").append(i);
        }
        String request = peer.request("OPTIONS", "z9hG4bKx")
                .replaceFirst("\nTo: .*", "\nTo: <sip:gw@127.0.0.1>;a;b" + params)
                .replace(";branch=z9hG4bKx", ";branch=z9hG4bKx" + params);
        peer.send(request);
        assertThat(peer.receive()).startsWith("SIP/2.0 200").contains(";p62;tag=");
    }
}
