package dev.baton.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0 486 Busy Here",
                "SIP/2.0 486 Busy Here\r\n",
                "SIP/2.0 486 Busy Here\r\n\r\n",
                "SIP/2.0 486 Busy Here\n",
                "SIP/2.0 486 Busy Here\r\nReason: Q.850;cause=17",
                "SIP/2.0 486 Busy Here\r\nReason: Q.850;cause=17\r\n\r\n",
            })
    void aFragmentTellsHowFarTheCallGot(String body) {
        SipFrag frag = SipFrag.parse(bytes(body)).orElseThrow();
        assertThat(frag.status()).isEqualTo(486);
        assertThat(frag.reason()).isEqualTo("Busy Here");
        assertThat(frag.isFinal()).isTrue();
        assertThat(frag.headers().has("Reason")).isEqualTo(body.contains("Reason"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\r\n", "Busy", "SIP/2.0 99 x", "SIP/2.0 700 x", "SIP/2.0 4860", "INVITE sip:a SIP/2.0"})
    void aBodyWithoutAStatusLineIsNoFragment(String body) {
        assertThat(SipFrag.parse(bytes(body))).isEmpty();
    }

    @Test
    void theDialogIsNamedFromTheReceiversView() throws SipParseException {
        TargetDialog dialog = TargetDialog.seenByPeer("9f2c-bot-77@sbc.example.net", "botA1", "sbcZ9");
        assertThat(dialog).hasToString("9f2c-bot-77@sbc.example.net;local-tag=sbcZ9;remote-tag=botA1");
        assertThat(TargetDialog.parse(dialog.toString())).isEqualTo(dialog);
        assertThatThrownBy(() -> TargetDialog.parse("a@b;local-tag=x")).isInstanceOf(SipParseException.class);
        assertThatThrownBy(() -> new TargetDialog("a;b", "x", "y")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TargetDialog("a", "x\r\n", "y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStateOfASubscriptionIsRead() throws SipParseException {
        SubscriptionState state = SubscriptionState.parse("Terminated ; reason=noresource");
        assertThat(state.isTerminated()).isTrue();
        assertThat(state.reason()).contains("noresource");
        assertThat(SubscriptionState.parse("active;expires=60").isTerminated()).isFalse();
    }

    @Test
    void userToUserIsHexadecimal() throws SipParseException {
        UserToUser data = UserToUser.of("{\"id\":\"\u00e4\"}");
        assertThat(data).hasToString("7b226964223a22c3a4227d;encoding=hex");
        assertThat(UserToUser.parse(data.toString())).isEqualTo(data);
        assertThat(data.size()).isEqualTo(data.bytes().length);
        assertThatThrownBy(() -> UserToUser.parse("7b2;encoding=hex")).isInstanceOf(SipParseException.class);
        assertThatThrownBy(() -> UserToUser.parse("zz")).isInstanceOf(SipParseException.class);
        assertThatThrownBy(() -> new UserToUser("7g")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aViaIsCompletedWithWhereTheRequestCameFrom() throws SipParseException {
        Via asking = Via.parse("SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bKa;rport");
        assertThat(asking.completed("192.0.2.1", 4711))
                .hasToString("SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bKa;rport=4711;received=192.0.2.1");
        Via honest = Via.parse("SIP/2.0/UDP [2001:DB8::1];branch=z9hG4bKa");
        assertThat(honest.completed("2001:db8::1", 5060)).isEqualTo(honest);
        assertThat(honest.completed("2001:db8::2", 5060).params().value("received"))
                .contains("2001:db8::2");
        Via lying = Via.parse("SIP/2.0/UDP 10.0.0.1;received=203.0.113.9");
        assertThat(lying.completed("10.0.0.1", 5060).params().value("received")).contains("10.0.0.1");
    }

    @Test
    void compactFormsAndListsAreTheSameAsLongFormsAndLines() {
        SipHeaders headers = SipHeaders.builder()
                .add("k", "tdialog, \"a,b\"")
                .add("SUPPORTED", "norefersub")
                .add("X-Other", "1")
                .build();
        assertThat(headers.list("supported")).containsExactly("tdialog", "\"a,b\"", "norefersub");
        assertThat(headers.without("Supported").size()).isEqualTo(1);
        assertThat(headers.replacingFirst("k", "path").list("k")).containsExactly("path", "\"a,b\"", "norefersub");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
