package dev.baton.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipWriterTest {

    private static final SipHeaders HEADERS = SipHeaders.builder()
            .add("Via", "SIP/2.0/UDP gw.example;branch=z9hG4bKa")
            .add("From", "<sip:gw@example.com>;tag=a")
            .add("t", "<sip:b@example.com>")
            .add("Call-ID", "c")
            .add("CSeq", "1 REFER")
            .build();
    private static final SipUri URI = SipUri.of("b", "example.com", 0);

    @Test
    void aRequestIsWrittenWithTheLengthOfItsBody() {
        SipRequest request =
                SipRequest.of("REFER", URI, HEADERS.with("l", "99"), "h\u00e9".getBytes(StandardCharsets.UTF_8));
        assertThat(text(request))
                .isEqualTo(String.join(
                        "\r\n",
                        "REFER sip:b@example.com SIP/2.0",
                        "Via: SIP/2.0/UDP gw.example;branch=z9hG4bKa",
                        "From: <sip:gw@example.com>;tag=a",
                        "To: <sip:b@example.com>",
                        "Call-ID: c",
                        "CSeq: 1 REFER",
                        "Content-Length: 3",
                        "",
                        "h\u00e9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nVia: x", "a\0b"})
    void noPartBreaksTheLineItStandsIn(String evil) {
        SipRequest request = SipRequest.of("REFER", URI, HEADERS);
        assertThatThrownBy(() -> text(request.withHeaders(HEADERS.with("X-Note", evil))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Note")
                .hasMessageNotContaining(evil);
        assertThatThrownBy(() -> text(request.withHeaders(HEADERS.with(evil, "x"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text(SipRequest.of("REFER", new OtherUri("x", evil), HEADERS)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text(SipResponse.of(200, evil, HEADERS, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        NameAddr address = new NameAddr(evil, URI, Params.NONE);
        assertThatThrownBy(() -> text(request.withHeaders(HEADERS.with("Referred-By", address.toString()))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipRequest.of(evil, URI, HEADERS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBlankInTheRequestUriIsRefused() {
        assertThatThrownBy(() -> text(SipRequest.of("REFER", new OtherUri("x", "a b"), HEADERS)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDisplayNameIsQuoted() throws SipParseException {
        NameAddr address = new NameAddr("Bell, \"A\\\" <x>", URI, Params.NONE).withTag("t1");
        assertThat(address).hasToString("\"Bell, \\\"A\\\\\\\" <x>\" <sip:b@example.com>;tag=t1");
        assertThat(NameAddr.parse(address.toString())).isEqualTo(address);
    }

    @Test
    void aResponseEchoesWhatBelongsToTheTransactionAndTagsTo() {
        SipRequest request = SipRequest.of("REFER", URI, HEADERS.with("Subject", "not echoed"));
        SipResponse response = SipResponse.to(request, 486, "tt");
        assertThat(response.to().tag()).contains("tt");
        assertThat(response.reason()).isEqualTo("Busy Here");
        assertThat(response.headers().has("Subject")).isFalse();
        assertThat(SipResponse.to(request, 100, "tt").to().tag()).isEmpty();
    }

    private static String text(SipMessage message) {
        return new String(SipWriter.write(message), StandardCharsets.UTF_8);
    }
}
