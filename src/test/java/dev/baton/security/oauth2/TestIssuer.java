package dev.baton.security.oauth2;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An OAuth2 issuer with metadata and keys on a free port. */
public final class TestIssuer implements AutoCloseable {

    public static final String AUDIENCE = "https://baton.example";
    private static final String KEYS = "/keys";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    public static TestIssuer start(JWK... keys) {
        TestIssuer issuer = new TestIssuer();
        issuer.server.start();
        issuer.server.stubFor(get(urlEqualTo("/.well-known/openid-configuration"))
                .willReturn(okJson(
                        "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(issuer.name(), issuer.name() + KEYS))));
        issuer.publish(keys);
        return issuer;
    }

    public String name() {
        return "http://127.0.0.1:" + server.port();
    }

    public void publish(JWK... keys) {
        answer(new JWKSet(List.of(keys)).toPublicJWKSet().toString());
    }

    public void answer(String keys) {
        server.stubFor(get(urlEqualTo(KEYS)).willReturn(okJson(keys)));
    }

    public void goAway() {
        server.stubFor(get(urlEqualTo(KEYS)).willReturn(aResponse().withStatus(503)));
    }

    public int timesAsked() {
        return server.findAll(getRequestedFor(urlEqualTo(KEYS))).size();
    }

    /** Claims of a token that is taken as it is. */
    public JWTClaimsSet.Builder claims(String client, String scope) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(name())
                .audience(AUDIENCE)
                .subject("subject-of-" + client)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("client_id", client)
                .claim("scope", scope);
    }

    public String token(JWK key, String client, String scope) throws Exception {
        return signed(key, claims(client, scope).build());
    }

    public static String signed(JWK key, JWTClaimsSet claims) throws Exception {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(String.valueOf(key.getAlgorithm()));
        return signed(
                key, new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
    }

    public static String signed(JWK key, JWSHeader header, JWTClaimsSet claims) throws Exception {
        JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm());
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop();
    }
}
