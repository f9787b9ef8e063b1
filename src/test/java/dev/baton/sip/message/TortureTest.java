package dev.baton.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TortureTest {

    private static final SipParser PARSER = new SipParser(SipLimits.DEFAULT);

    static List<Torture> strangeMessages() {
        return Torture.all();
    }

    @ParameterizedTest
    @MethodSource("strangeMessages")
    void whatIsValidIsReadAndWhatIsNotIsAnsweredOrDropped(Torture message) {
        assertThat(outcome(message.bytes())).isEqualTo(message.expected());
    }

    @ParameterizedTest
    @MethodSource("strangeMessages")
    void whatWasReadIsReadAgainAfterItWasWritten(Torture message) throws SipParseException {
        if (!message.expected().equals("ok")) {
            assertThat(message.expected()).isIn("drop", "400", "414", "416", "505");
            return;
        }
        SipMessage first = PARSER.parse(message.bytes());
        SipMessage second = PARSER.parse(SipWriter.write(first));
        assertThat(second.headers().without("Content-Length"))
                .isEqualTo(first.headers().without("Content-Length"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.to()).isEqualTo(first.to());
        assertThat(NameAddr.parse(first.from().toString())).isEqualTo(first.from());
        assertThat(Via.parse(first.via().orElseThrow().toString()))
                .isEqualTo(first.via().orElseThrow());
    }

    private static String outcome(byte[] bytes) {
        try {
            PARSER.parse(bytes);
            return "ok";
        } catch (SipParseException e) {
            return e.answer().map(answer -> readable(answer)).orElse("drop");
        }
    }

    private static String readable(StatelessAnswer answer) {
        assertThat(new String(SipWriter.write(answer), StandardCharsets.UTF_8))
                .startsWith("SIP/2.0 " + answer.status() + " ");
        return Integer.toString(answer.status());
    }
}
