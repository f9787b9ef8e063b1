package dev.baton.sip.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sip.policy.ForwardRefusedException;
import dev.baton.sip.policy.Refusal;
import dev.baton.sip.support.ScriptedPeer;
import dev.baton.sip.support.UdpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy refuses never reaches the SBC, and the route learns why. */
class PolicyRouteTest extends RouteFixture {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "030901820, MALFORMED_NUMBER",
        "+4930901820;ext=1, MALFORMED_NUMBER",
        "+1212, MALFORMED_NUMBER",
        "+499, MALFORMED_NUMBER",
        "+123456789, IMPOSSIBLE_NUMBER",
        "+33145678901, NUMBER_NOT_ALLOWED",
        "+499001234567, COSTLY_NUMBER",
        "+881612345678, COSTLY_NUMBER",
        "sip:a b@pbx.example.com, MALFORMED_URI",
        "sip:a@evil.example, URI_NOT_ALLOWED",
        "sip:+881612345678@pbx.example.com, COSTLY_NUMBER",
    })
    void aDestinationThatIsNotAllowedIsRefused(String destination, Refusal refusal) throws Exception {
        start("direct:move", toSbc("numberAllow=+49,+1,+88&uriAllow=pbx.example.com"));

        ForwardRefusedException refused = send(call("9f2c", destination)).getException(ForwardRefusedException.class);

        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(sbc.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "maxPerMinute=1, TOO_MANY_PER_MINUTE",
        "maxPerMinuteToOne=1, TOO_MANY_TO_THE_NUMBER",
        "maxPerDay=1, TOO_MANY_TODAY"
    })
    void aCapHolds(String option, Refusal refusal) throws Exception {
        start("direct:move", toSbc("numberAllow=+49&" + option));
        assertThat(send(call("one", NUMBER)).getException()).isNull();
        sbc.request();

        assertThat(refusal(call("two", NUMBER))).isEqualTo(refusal);
        assertThat(sbc.waiting()).isZero();
    }

    private Refusal refusal(java.util.Map<String, Object> headers) throws Exception {
        return send(headers).getException(ForwardRefusedException.class).refusal();
    }

    @Test
    void aRestartKeepsTheDaysCapAndTheCallsThatWereMoved() throws Exception {
        sip.setRecordFolder(folder.toString());
        start("direct:move", toSbc("numberAllow=+49&maxPerDay=2"));
        assertThat(send(call("one", NUMBER)).getException()).isNull();
        camel.stop();

        try (DefaultCamelContext next = new DefaultCamelContext()) {
            SipComponent again = next.getComponent("sip", SipComponent.class);
            again.setListen("udp:127.0.0.1:0");
            again.setRecordFolder(folder.toString());
            next.start();
            String uri = toSbc("numberAllow=+49&maxPerDay=2");
            var template = next.createFluentProducerTemplate().to(uri);

            assertThat(template.withHeaders(call("one", NUMBER)).send().getException())
                    .isInstanceOf(ForwardRefusedException.class)
                    .hasMessageContaining("forwarded before");
            assertThat(next.createFluentProducerTemplate()
                            .to(uri)
                            .withHeaders(call("two", NUMBER))
                            .send()
                            .getException())
                    .isNull();
            assertThat(next.createFluentProducerTemplate()
                            .to(uri)
                            .withHeaders(call("three", NUMBER))
                            .send()
                            .getException())
                    .hasMessageContaining("forwards today");
        }
    }

    @Test
    void whatCannotBePutOnRecordIsNotSent() throws Exception {
        sip.setRecordFolder(folder.toString());
        start("direct:move", toSbc("numberAllow=+49"));
        Files.createSymbolicLink(
                folder.resolve("forwards-" + LocalDate.now(ZoneOffset.UTC) + ".jsonl"), Path.of("/dev/full"));

        assertThat(refusal(call("one", NUMBER))).isEqualTo(Refusal.NOT_ON_RECORD);
        assertThat(sbc.waiting()).isZero();
    }

    @Test
    void aFolderThatIsNoneStopsTheStart() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        sip.setRecordFolder(file.toString());

        assertThatThrownBy(() -> start("direct:move", toSbc("numberAllow=+49")))
                .rootCause()
                .hasMessageContaining(file.toString());
    }

    @Test
    void aPeerThatRefusedMayBeAskedAgainForTheSameCall() throws Exception {
        script = request -> List.of(UdpPeer.response(request, "503 Service Unavailable"));
        start("direct:move", toSbc("numberAllow=+49"));
        assertThat(send(call("one", NUMBER)).getException()).isInstanceOf(SipForwardException.class);

        script = ScriptedPeer.reporting("202 Accepted", "200 OK");
        assertThat(send(call("one", NUMBER)).getException()).isNull();
        assertThat(refusal(call("one", NUMBER))).isEqualTo(Refusal.CALL_MOVED_BEFORE);
    }
}
