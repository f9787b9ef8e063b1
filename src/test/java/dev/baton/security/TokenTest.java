package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.baton.security.oauth2.TestIssuer;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Clients that show a token of an OAuth2 issuer. */
@ExtendWith(OutputCaptureExtension.class)
class TokenTest {

    private static final String BOTH = "handover.write handover.read";
    private static final String NOWHERE = "/handovers/01JD6Q4WZ0V9K3M8T5X7B2N1RC";

    private static RSAKey rsa;
    private static ECKey ec;
    private static TestIssuer issuer;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        rsa = new RSAKeyGenerator(2048)
                .keyID("r1")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        ec = new ECKeyGenerator(Curve.P_256)
                .keyID("e1")
                .algorithm(JWSAlgorithm.ES256)
                .generate();
        issuer = TestIssuer.start(rsa, ec);
        gateway = GatewayUnderTest.start(
                folder,
                "default: s\nsteps: {s: {}, t: {}}",
                "--baton.oauth2.issuer=" + issuer.name(),
                "--baton.oauth2.audience=" + TestIssuer.AUDIENCE,
                "--baton.oauth2.others=partners",
                "--baton.clients.halo.oauth2-id=0oa1HALO",
                "--baton.clients.partners.steps=t",
                "--baton.clients.keyed.key-sha256=" + Sha256Hex.of("a.b.c"));
        String warm = issuer.token(rsa, "0oa1HALO", BOTH);
        await().until(() -> gateway.get(NOWHERE, bearer(warm)).statusCode() == 404);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @Test
    void a_token_of_either_kind_of_key_hands_over_and_reads_its_own() throws Exception {
        for (JWK key : List.of(rsa, ec)) {
            String token = issuer.token(key, "0oa1HALO", BOTH);
            HttpResponse<String> accepted = gateway.post(Messages.minimal(), bearer(token));

            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            String self = accepted.headers().firstValue("Location").orElseThrow();
            assertThat(gateway.get(self, bearer(token)).statusCode()).isEqualTo(200);
            assertThat(gateway.get(self, bearer(issuer.token(key, "stranger", BOTH)))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_scope_is_for_what_it_says() throws Exception {
        HttpResponse<String> reader =
                gateway.post(Messages.minimal(), bearer(issuer.token(rsa, "0oa1HALO", "openid handover.read")));

        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(reader.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"handover.write\"");
        assertThat(detail(reader)).isEqualTo("found a token without the scope handover.write");
        assertThat(gateway.get(NOWHERE, bearer(issuer.token(rsa, "0oa1HALO", "handover.write")))
                        .statusCode())
                .isEqualTo(403);
        JWTClaimsSet asList = issuer.claims("0oa1HALO", "")
                .claim("scp", List.of("handover.read"))
                .build();
        assertThat(gateway.get(NOWHERE, bearer(TestIssuer.signed(rsa, asList))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void clients_that_are_not_named_share_the_rights_of_one_and_nothing_else() throws Exception {
        String[] stranger = bearer(issuer.token(rsa, "stranger", BOTH));

        assertThat(gateway.post(Messages.with("\"step\": \"t\""), stranger).statusCode())
                .isEqualTo(202);
        assertThat(gateway.post(Messages.with("\"step\": \"s\""), stranger).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "not yet", "issuer", "audience", "no expiry", "no client", "odd client"})
    void a_genuine_token_that_says_something_else_is_refused_with_what_it_says(String what) throws Exception {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = issuer.claims("0oa1HALO", BOTH);
        String told =
                switch (what) {
                    case "expired" -> {
                        claims.expirationTime(Date.from(now.minusSeconds(60)));
                        yield "the token has expired";
                    }
                    case "not yet" -> {
                        claims.notBeforeTime(Date.from(now.plusSeconds(60)));
                        yield "the token is not valid yet";
                    }
                    case "issuer" -> {
                        claims.issuer(issuer.name() + "/");
                        yield "the token is of another issuer";
                    }
                    case "audience" -> {
                        claims.audience("https://other.example");
                        yield "the token is for another audience";
                    }
                    case "no expiry" -> {
                        claims.expirationTime(null);
                        yield "the token has no time at which it expires";
                    }
                    default -> {
                        claims.claim("client_id", what.equals("no client") ? null : "ha\nlo");
                        yield "the token names no client in its claim client_id";
                    }
                };

        refused(TestIssuer.signed(rsa, claims.build()), told);
    }

    @Test
    void clocks_may_differ_by_half_a_minute() throws Exception {
        JWTClaimsSet claims = issuer.claims("0oa1HALO", BOTH)
                .expirationTime(Date.from(Instant.now().minusSeconds(10)))
                .build();

        assertThat(gateway.get(NOWHERE, bearer(TestIssuer.signed(rsa, claims))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_token_that_the_issuer_has_not_signed_is_refused_without_a_reason(CapturedOutput output) throws Exception {
        JWTClaimsSet claims = issuer.claims("0oa1HALO", BOTH).build();
        RSAKey forger = new RSAKeyGenerator(2048)
                .keyID("r1")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        String good = TestIssuer.signed(rsa, claims);
        List<String> forged = new ArrayList<>();
        forged.add(TestIssuer.signed(forger, claims));
        forged.add(new PlainJWT(claims).serialize());
        forged.add(unsigned("{\"alg\":\"none\"}", claims));
        forged.add(unsigned("{\"alg\":\"NONE\",\"kid\":\"r1\"}", claims));
        forged.add(hmacWithPublicKey(claims));
        forged.add(withOwnKey(forger, claims));
        forged.add(good.substring(0, good.lastIndexOf('.') + 1));
        forged.add(good.substring(0, good.length() - 4) + "AAAA");
        forged.add(TestIssuer.signed(
                rsa,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("r1")
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                claims));

        for (String token : forged) {
            refused(token, "the token is not signed with a key of the issuer");
        }
        assertThat(output.getAll()).doesNotContain("Exception").doesNotContain(good.substring(good.length() - 40));
    }

    @Test
    void a_key_with_dots_is_a_key_and_a_token_counts_as_bearer_only() throws Exception {
        String token = issuer.token(rsa, "0oa1HALO", BOTH);

        assertThat(gateway.get(NOWHERE, bearer("a.b.c")).statusCode()).isEqualTo(404);
        assertThat(gateway.get(NOWHERE, "X-API-Key", token).statusCode()).isEqualTo(401);
        assertThat(gateway.get(NOWHERE, "Authorization", "Bearer " + token, "Authorization", "Bearer a.b.c")
                        .statusCode())
                .isEqualTo(400);
    }

    private static void refused(String token, String told) throws Exception {
        HttpResponse<String> answer = gateway.post(Messages.minimal(), bearer(token));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"invalid_token\", error_description=\"" + told + "\"");
        assertThat(detail(answer)).isEqualTo(told + " (not shown)");
        assertThat(answer.body()).doesNotContain(token);
    }

    private static String unsigned(String header, JWTClaimsSet claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8)) + ".";
    }

    /** The public key as the shared secret of another algorithm, which libraries have fallen for. */
    private static String hmacWithPublicKey(JWTClaimsSet claims) throws Exception {
        OctetSequenceKey secret = new OctetSequenceKey.Builder(
                        rsa.toRSAPublicKey().getEncoded())
                .keyID("r1")
                .algorithm(JWSAlgorithm.HS256)
                .build();
        return TestIssuer.signed(secret, claims);
    }

    private static String withOwnKey(RSAKey own, JWTClaimsSet claims) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("mine")
                .jwk(own.toPublicJWK())
                .jwkURL(java.net.URI.create("http://127.0.0.1:1/"))
                .build();
        return TestIssuer.signed(own, header, claims);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static String detail(HttpResponse<String> answer) throws Exception {
        return GatewayUnderTest.json(answer).path("detail").asText();
    }
}
