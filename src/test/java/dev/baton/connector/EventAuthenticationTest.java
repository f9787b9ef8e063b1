package dev.baton.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures are those that openssl makes of the same text with the same key. */
class EventAuthenticationTest {

    private static final byte[] BODY = "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "'hmac=key, header=X-Sig, algorithm=sha1', 56990549fc7e110e4ee3547a3ad24d17074ea22b",
        "'hmac=key, header=X-Sig, prefix=sha256=', sha256=1e2f213fff320baba2bdea43cda0fef307cc4dc832059b91cd2f03592c997662",
        "'hmac=key, header=X-Sig, encoding=base64', Hi8hP/8yC6uivepDzaD+8wfMTcgyBZuRzS8DWSyZdmI=",
        "'token=key, query=token', secret"
    })
    void what_is_shown_right_is_admitted_and_nothing_else(String annotation, String shown) {
        EventAuthentication how = EventAuthentication.of(annotation);

        assertThat(EventAuthentication.faults(annotation)).isEmpty();
        assertThat(how.secret()).isEqualTo("key");
        assertThat(how.admits("secret", BODY, shown)).isTrue();
        assertThat(how.admits("secrets", BODY, shown)).isFalse();
        assertThat(how.admits("secret", BODY, shown + "0")).isFalse();
        assertThat(how.admits("secret", BODY, shown.substring(1))).isFalse();
        assertThat(how.admits("secret", BODY, "")).isFalse();
        assertThat(how.admits("secret", BODY, null)).isFalse();
    }

    @Test
    void a_signature_is_of_this_body_only() {
        EventAuthentication how = EventAuthentication.of("hmac=key, header=X-Sig, algorithm=sha1");
        String shown = EventAuthentication.signature("sha1", "hex", "secret", BODY);

        assertThat(how.admits("secret", BODY, shown.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(how.admits("secret", new byte[0], shown)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'header=X-Sig', expected either token=<secret setting> or hmac=<secret setting>",
        "'token=a, hmac=b, header=X-Sig', expected either token=<secret setting> or hmac=<secret setting>",
        "'token=a', 'expected either header=<name> or query=<name>, the place of the token or the signature'",
        "'hmac=a, query=sig', 'found a signature in the query, expected header=<name>'",
        "'hmac=a, header=X-Sig, algorithm=md5', 'found algorithm=md5, expected sha1 or sha256'",
        "'hmac=a, header=X-Sig, encoding=hexx', 'found encoding=hexx, expected base64 or hex'",
        "'token=a, haeder=X-Sig, query=b', 'found haeder, expected one of token, hmac, header, query, algorithm, encoding, prefix'"
    })
    void what_is_wrong_is_said(String annotation, String fault) {
        assertThat(EventAuthentication.faults(annotation)).containsExactly(fault);
    }
}
