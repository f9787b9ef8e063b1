package dev.baton.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that a vendor's answer names: which of them are called, and that none other is. */
class LookedUpHostTest {

    private static final AllowedHosts ALLOWED =
            AllowedHosts.of(List.of("*.liveperson.net"), List.of("https://csds.example.org"));

    private final List<String> called = new ArrayList<>();

    @Test
    void aDeclaredHostIsCalledInPlaceOfItsStandInAndAllElseStays() {
        String rest = ":8443/a%25252Fb/c?v=1.0&x=a%2520b";

        assertThat(call("https://login.invalid" + rest, "VA.liveperson.net")).isNull();
        assertThat(call("https://va.liveperson.net" + rest, "other.liveperson.net"))
                .isNull();

        assertThat(called).hasSize(2).containsOnly(called.get(1));
        assertThat(called.get(1)).startsWith("https://va.liveperson.net:8443/a");
    }

    @Test
    void anAddressWithoutTheStandInStaysAsItIs() {
        assertThat(call("https://csds.example.org/v1", "va.sentinel.liveperson.net"))
                .isNull();
        assertThat(called).containsExactly("https://csds.example.org/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "a.liveperson.net.evil.example",
                "liveperson.net",
                "evilliveperson.net",
                "csds.example.org",
                "login.invalid",
                "liveperson.net@evil.example",
                "a@va.liveperson.net",
                "va.liveperson.net:8443",
                "va.liveperson.net/path",
                "va.liveperson.net?q",
                "va.liveperson.net#f",
                "https://va.liveperson.net",
                "//va.liveperson.net",
                "va.liveperson.net\\@evil.example",
                "evil.example#.liveperson.net",
                "evil.example%2f.liveperson.net",
                "va.liveperson.net.",
                ".liveperson.net",
                "va..liveperson.net",
                "*.liveperson.net",
                "va.liveperson.net\r\nX: y",
                " va.liveperson.net",
                "va。liveperson。net",
                "ｖa.liveperson.net",
                "{{secret}}.liveperson.net",
                "169.254.169.254",
                "2852039166",
                "0xa9fea9fe",
                "[::1]",
                "::ffff:169.254.169.254",
                "127.0.0.1",
                "localhost",
                "",
                "net"
            })
    void anyOtherHostIsRefusedBeforeAnythingIsSent(String host) {
        Failure failure = Objects.requireNonNull(call("https://login.invalid/v1", host), "the call was made");

        assertThat(failure.failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
        assertThat(failure.code()).isEqualTo("host_not_allowed");
        assertThat(called).isEmpty();
    }

    @Test
    void aStandInWithoutAHostIsRefused() {
        assertThat(call("https://other.invalid/v1", "va.liveperson.net"))
                .extracting(failure -> failure == null ? "" : failure.code())
                .isEqualTo("host_not_allowed");
        assertThat(called).isEmpty();
    }

    @Test
    void aLookedUpHostIsNotCalledWithoutEncryption() {
        assertThat(call("http://login.invalid/v1", "va.liveperson.net"))
                .extracting(failure -> failure == null ? "" : failure.code())
                .isEqualTo("host_not_allowed");
        assertThat(called).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254"})
    void aDeclaredNameThatLeadsInsideIsRefusedToo(String address) {
        try (VendorCalls calls = VendorCalls.of(ALLOWED, GuardedDnsTest.fake(address))) {
            Exchange request = calls.request("{}");
            LaterCalls.of(request).host("login.invalid", "va.liveperson.net");

            assertThat(VendorCalls.failure(calls.send("https://login.invalid/v1", request))
                            .code())
                    .isEqualTo("host_not_allowed");
        }
    }

    @Test
    void aRealNameIsNoStandIn() {
        try (VendorCalls calls = VendorCalls.of(ALLOWED)) {
            LaterCalls later = LaterCalls.of(calls.request("{}"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> later.host("api.liveperson.net", "va.liveperson.net"))
                    .withMessageContaining("expected a stand-in that ends with .invalid");
        }
    }

    private @Nullable Failure call(String url, String host) {
        try (VendorCalls calls = VendorCalls.of(ALLOWED, (request, scope, chain) -> {
            called.add(uri(request));
            return new BasicClassicHttpResponse(204);
        })) {
            Exchange request = calls.request("{}");
            LaterCalls.of(request).host("login.invalid", host);
            Exchange answer = calls.send(url, request);
            return answer.getException() == null ? null : VendorCalls.failure(answer);
        }
    }

    private static String uri(HttpRequest request) {
        try {
            return request.getUri().toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
