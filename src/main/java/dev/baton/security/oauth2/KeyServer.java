package dev.baton.security.oauth2;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetches the issuer's keys: bounded in size and time, and never from another place than the one that was named. */
final class KeyServer {

    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE = Duration.ofSeconds(5);
    private static final String METADATA = "/.well-known/openid-configuration";

    private final String issuer;
    private final @Nullable URI jwksUri;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param jwksUri absent to ask the issuer's metadata for it (OpenID Connect Discovery 1.0) */
    KeyServer(String issuer, @Nullable URI jwksUri) {
        this.issuer = issuer;
        this.jwksUri = jwksUri;
    }

    JWKSet fetch() throws IOException, InterruptedException {
        URI address = jwksUri != null ? jwksUri : fromMetadata();
        try {
            return JWKSet.parse(get(address));
        } catch (ParseException e) {
            throw new IOException(address + " answered with no set of keys", e);
        }
    }

    private URI fromMetadata() throws IOException, InterruptedException {
        URI address = URI.create(issuer.replaceAll("/$", "") + METADATA);
        try {
            Map<String, Object> metadata = JSONObjectUtils.parse(get(address));
            if (!issuer.equals(metadata.get("issuer"))) {
                throw new IOException(address + " is the metadata of another issuer than baton.oauth2.issuer");
            }
            URI keys = JSONObjectUtils.getURI(metadata, "jwks_uri");
            if (keys == null) {
                throw new IOException(address + " names no jwks_uri: set baton.oauth2.jwks-uri");
            }
            OAuth2Settings.requireSafe(keys, "jwks-uri");
            return keys;
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException(address + " answered with no usable metadata", e);
        }
    }

    private String get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(WHOLE)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, response -> new BoundedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(address + " answered with " + response.statusCode());
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IOException(address + " did not answer within " + WHOLE.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException(address + " could not be read: " + e.getCause(), e);
        } finally {
            answer.cancel(true);
        }
    }
}
