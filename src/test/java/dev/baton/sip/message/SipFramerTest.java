package dev.baton.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipFramerTest {

    private static final String HEAD = "OPTIONS sip:a@h SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bKa\r\n"
            + "From: <sip:b@h>;tag=1\r\nTo: <sip:a@h>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n";

    private final List<String> cut = new ArrayList<>();
    private final SipFramer framer = new SipFramer(SipLimits.DEFAULT, new SipFramer.Sink() {
        @Override
        public void message(byte[] message) {
            cut.add(new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public void ping() {
            cut.add("ping");
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 1000})
    void messagesAreCutWhereverTheStreamWasCut(int size) throws SipParseException {
        String one = HEAD + "Content-Length: 4\r\n\r\n\r\n\r\n";
        String two = HEAD + "l :\r\n 0\r\n\r\n";
        feed(one + two + "\r\n\r\n" + one + "\r\n" + two, size);
        assertThat(cut).containsExactly(one, two, "ping", one, two);
        assertThat(framer.isWithinMessage()).isFalse();
    }

    @Test
    void oneLineEndBetweenMessagesIsNoPing() throws SipParseException {
        feed("\r\n" + HEAD + "Content-Length: 0\r\n\r\n" + "\r\n", 5);
        assertThat(cut).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "Content-Length: x\r\n\r\n",
                "Content-Length: 1\r\nl: 1\r\n\r\n",
                "Content-Length: 1, 1\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 99999999999\r\n\r\n",
            })
    void aStreamWithoutOneLengthIsRefused(String end) {
        assertThatThrownBy(() -> feed(HEAD + end, 10)).isInstanceOfSatisfying(SipParseException.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.answer()).isPresent();
        });
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedBeforeItsBodyArrives() {
        assertThatThrownBy(() -> feed(HEAD + "Content-Length: 70000\r\n\r\n", 500))
                .isInstanceOfSatisfying(SipParseException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(413);
                    assertThat(refused.answer()).isPresent();
                });
    }

    @Test
    void aHeaderSectionWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> feed("OPTIONS " + "a".repeat(70_000), 1000)).isInstanceOf(SipParseException.class);
    }

    private void feed(String text, int size) throws SipParseException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            framer.feed(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
        }
    }
}
