package dev.baton.callback;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of the
 * <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>.
 */
final class WebhookSignature {

    private static final String HMAC = "HmacSHA256";

    private WebhookSignature() {}

    /** @param keys a signature with each; none for headers without a signature */
    static Map<String, String> headers(String id, Instant at, byte[] body, List<byte[]> keys) {
        Map<String, String> headers = new LinkedHashMap<>();
        String timestamp = String.valueOf(at.getEpochSecond());
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        if (!keys.isEmpty()) {
            headers.put(
                    "webhook-signature",
                    keys.stream()
                            .map(key -> "v1," + signature(key, id + "." + timestamp + ".", body))
                            .collect(Collectors.joining(" ")));
        }
        return headers;
    }

    private static String signature(byte[] key, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
