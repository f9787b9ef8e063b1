package dev.baton.security.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys change, and the issuer comes and goes. */
class IssuerKeysTest {

    private static RSAKey first;
    private static RSAKey second;

    private final TestIssuer issuer = TestIssuer.start();
    private final AtomicLong now = new AtomicLong();
    private final IssuerKeys keys = new IssuerKeys(new KeyServer(issuer.name(), null)::fetch, Runnable::run, now::get);

    @BeforeAll
    static void generate() throws Exception {
        first = new RSAKeyGenerator(2048)
                .keyID("first")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        second = new RSAKeyGenerator(2048)
                .keyID("second")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
    }

    @BeforeEach
    void publish() {
        issuer.publish(first);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void a_known_key_is_not_asked_for_again_until_it_is_old() throws Exception {
        assertThat(find("first")).hasSize(1);
        pass(Duration.ofMinutes(4));
        assertThat(find("first")).hasSize(1);
        assertThat(issuer.timesAsked()).isOne();

        pass(Duration.ofMinutes(2));
        assertThat(find("first")).hasSize(1);
        assertThat(issuer.timesAsked()).isEqualTo(2);
    }

    @Test
    void a_new_key_is_found_and_a_withdrawn_one_is_forgotten() throws Exception {
        assertThat(find("first")).hasSize(1);
        issuer.publish(second);
        pass(IssuerKeys.APART);

        assertThat(find("second")).hasSize(1);
        assertThat(find("first")).isEmpty();
    }

    @Test
    void unknown_keys_make_nobody_ask_more_than_once_in_ten_seconds() throws Exception {
        for (int i = 0; i < 1000; i++) {
            assertThat(find("made-up-" + i)).isEmpty();
            now.addAndGet(Duration.ofMillis(20).toNanos());
        }

        assertThat(issuer.timesAsked()).isEqualTo(2);
    }

    @Test
    void without_the_issuer_the_keys_go_on_for_a_day() throws Exception {
        assertThat(find("first")).hasSize(1);
        issuer.goAway();
        pass(Duration.ofHours(23));
        assertThat(find("first")).hasSize(1);
        assertThat(find("first")).hasSize(1);

        pass(Duration.ofHours(2));
        assertThatThrownBy(() -> find("first")).isInstanceOf(KeysUnavailableException.class);
        issuer.publish(first);
        pass(IssuerKeys.APART);
        assertThat(find("first")).hasSize(1);
    }

    @Test
    void an_answer_that_is_no_set_of_keys_or_too_large_changes_nothing() throws Exception {
        assertThat(find("first")).hasSize(1);
        for (String answer : List.of("no JSON", "{}", "{\"keys\": [], \"x\": \"" + "x".repeat(300_000) + "\"}")) {
            issuer.answer(answer);
            pass(IssuerKeys.FRESH.plusSeconds(1));
            assertThat(find("first")).as(answer.substring(0, 2)).hasSize(1);
            assertThat(find("first")).hasSize(1);
        }
    }

    @Test
    void a_weak_key_is_no_key() throws Exception {
        RSAKey weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
        issuer.publish(weak, first);

        assertThat(find("weak")).isEmpty();
        assertThat(find("first")).hasSize(1);
    }

    @Test
    void an_issuer_that_never_answers_holds_up_few_and_none_for_long() {
        IssuerKeys silent = new IssuerKeys(JWKSet::new, task -> {}, now::get);

        long begun = System.nanoTime();
        assertThatThrownBy(() -> find(silent, "first")).isInstanceOf(KeysUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    @Test
    void keys_are_only_had_from_the_issuer_that_was_named() {
        KeyServer other = new KeyServer(issuer.name() + "/", null);

        assertThatThrownBy(other::fetch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is the metadata of another issuer than baton.oauth2.issuer");
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private List<JWK> find(String id) throws Exception {
        return find(keys, id);
    }

    private static List<JWK> find(IssuerKeys in, String id) throws Exception {
        return in.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
    }
}
