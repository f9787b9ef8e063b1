package dev.baton.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final HostRefusedException REFUSED =
            HostRefusedException.notAllowed("evil.example.com", AllowedHosts.of(List.of(), List.of()));

    @Test
    void anExpiredCertificateDoesNotHealByItself() {
        SSLHandshakeException handshake = new SSLHandshakeException("bad certificate");
        handshake.initCause(new CertificateExpiredException("NotAfter: yesterday"));

        Failure failure = Failures.classify(new NotSentException(handshake), false);

        assertThat(failure.failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
        assertThat(failure.code()).isEqualTo("untrusted_certificate");
        assertThat(failure.reason()).endsWith("CertificateExpiredException: NotAfter: yesterday");
    }

    @Test
    void aHandshakeThatBrokeOffForAnotherReasonIsTriedAgainBecauseNothingWasSent() {
        Failure failure =
                Failures.classify(new NotSentException(new SSLHandshakeException("Remote host terminated")), false);

        assertThat(failure.failureClass()).isEqualTo(FailureClass.TRY_AGAIN);
        assertThat(failure.code()).isEqualTo("unreachable");
    }

    @Test
    void whatWentWrongOnALiveConnectionMayHaveArrived() {
        for (IOException thrown :
                List.of(new SSLException("bad record"), new SocketTimeoutException("Read timed out"))) {
            assertThat(Failures.classify(thrown, false).failureClass()).isEqualTo(FailureClass.UNKNOWN);
            assertThat(Failures.classify(thrown, true).failureClass()).isEqualTo(FailureClass.TRY_AGAIN);
        }
    }

    @Test
    void whatCouldBeTriedAgainIsUnknownOnceTheTargetHasSomething() {
        AfterCreationException after = new AfterCreationException(new NotSentException(new IOException("refused")));

        assertThat(Failures.classify(after, false).failureClass()).isEqualTo(FailureClass.UNKNOWN);
        assertThat(Failures.classify(after, false).code()).isEqualTo("unreachable");
        assertThat(Failures.classify(after, true).failureClass()).isEqualTo(FailureClass.TRY_AGAIN);
        assertThat(Failures.classify(new AfterCreationException(REFUSED), false).failureClass())
                .isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
    }

    @Test
    void aFailureThatAConnectorDeclaresIsTakenAsItIs() {
        Failure declared = new Failure(FailureClass.CLOSED, "no_agents", "Nobody is there.", null);

        assertThat(Failures.classify(new DeclaredFailureException(declared), true))
                .isEqualTo(declared);
    }

    @Test
    void aLookUpWithoutAnAnswerIsTriedAgainBecauseNothingWasHandedOver() {
        LookupUnavailableException lookup = new LookupUnavailableException(
                "https://csds.example.org", new SocketTimeoutException("Read timed out"));

        assertThat(Failures.classify(lookup, false).failureClass()).isEqualTo(FailureClass.TRY_AGAIN);
    }

    @Test
    void aTokenThatCouldNotBeFetchedForAReasonThatStaysIsForTheIntegrator() {
        for (Exception thrown : List.of(REFUSED, new AnswerTooLargeException(10))) {
            TokenUnavailableException token = new TokenUnavailableException("https://login.example.com", thrown);

            assertThat(Failures.classify(token, false).failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
        }
        assertThat(Failures.classify(new TokenUnavailableException("https://login.example.com", REFUSED), false)
                        .code())
                .isEqualTo("host_not_allowed");
    }

    @Test
    void theWordsOfTheVendorAreFoundInAListAndInsideAnErrorToo() {
        assertThat(List.of(
                        reason("[{\"message\": \"No such column 'X__c'\", \"errorCode\": \"INVALID_FIELD\"}]"),
                        reason(
                                "{\"error\": {\"message\": \"Operation Failed\", \"detail\": \"ACL\"}, \"status\": \"failure\"}"),
                        reason("{\"error\": \"invalid_client\"}"),
                        reason("[]")))
                .containsExactly(
                        "The target answered 400, errorCode: INVALID_FIELD, message: No such column 'X__c'",
                        "The target answered 400, message: Operation Failed, detail: ACL",
                        "The target answered 400, error: invalid_client",
                        "The target answered 400");
    }

    private static String reason(String body) {
        return Failures.classify(
                        new HttpOperationFailedException("https://vendor.example", 400, "", null, Map.of(), body),
                        false)
                .reason();
    }
}
