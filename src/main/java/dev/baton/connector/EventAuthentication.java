package dev.baton.connector;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor shows that an event is its own, as the annotation {@code baton.dev/events} says: it sends a secret of the
 * target, or signs the body with it.
 *
 * @param kind token or hmac
 * @param secret the name of the secret setting
 * @param place header or query
 * @param name of the header or of the query parameter
 * @param algorithm sha1 or sha256
 * @param encoding hex or base64
 * @param prefix what stands before the signature
 */
public record EventAuthentication(
        String kind, String secret, String place, String name, String algorithm, String encoding, String prefix) {

    private static final Map<String, Set<String>> WORDS =
            Map.of("algorithm", Set.of("sha1", "sha256"), "encoding", Set.of("hex", "base64"));
    private static final Set<String> NAMES =
            Set.of("token", "hmac", "header", "query", "algorithm", "encoding", "prefix");

    /** Reads an annotation in which {@link #faults} finds nothing. */
    public static EventAuthentication of(String annotation) {
        Map<String, String> said = said(annotation);
        String kind = said.containsKey("hmac") ? "hmac" : "token";
        String place = said.containsKey("header") ? "header" : "query";
        return new EventAuthentication(
                kind,
                said.getOrDefault(kind, ""),
                place,
                said.getOrDefault(place, ""),
                said.getOrDefault("algorithm", "sha256"),
                said.getOrDefault("encoding", "hex"),
                said.getOrDefault("prefix", ""));
    }

    /** What is wrong with an annotation, apart from the name of the secret. */
    public static List<String> faults(String annotation) {
        Map<String, String> said = said(annotation);
        List<String> faults = new ArrayList<>();
        boolean hmac = said.containsKey("hmac");
        said.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .forEach(name -> faults.add("found " + name + ", expected one of token, hmac, header, query, algorithm,"
                        + " encoding, prefix"));
        if (hmac == said.containsKey("token")) {
            faults.add("expected either token=<secret setting> or hmac=<secret setting>");
        }
        if (said.containsKey("header") == said.containsKey("query")) {
            faults.add("expected either header=<name> or query=<name>, the place of the token or the signature");
        } else if (hmac && said.containsKey("query")) {
            faults.add("found a signature in the query, expected header=<name>");
        }
        WORDS.forEach((name, words) -> {
            if (said.containsKey(name) && !words.contains(said.get(name))) {
                faults.add("found " + name + "=" + said.get(name) + ", expected "
                        + String.join(" or ", words.stream().sorted().toList()));
            }
        });
        return faults;
    }

    /** Takes the same time however much of it is right. */
    public boolean admits(String secretValue, byte[] body, @Nullable String presented) {
        if (presented == null || !presented.startsWith(prefix)) {
            return false;
        }
        String shown = presented.substring(prefix.length());
        boolean hex = kind.equals("hmac") && encoding.equals("hex");
        return MessageDigest.isEqual(
                bytes(hex ? shown.toLowerCase(Locale.ROOT) : shown),
                bytes(kind.equals("hmac") ? signature(algorithm, encoding, secretValue, body) : secretValue));
    }

    /**
     * HMAC over the bytes, as text.
     *
     * @param algorithm sha1 or sha256
     * @param encoding hex, in lower case, or base64
     */
    public static String signature(String algorithm, String encoding, String secret, byte[] body) {
        String name = algorithm.equals("sha1") ? "HmacSHA1" : "HmacSHA256";
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(bytes(secret), name));
            byte[] signature = mac.doFinal(body);
            return encoding.equals("hex")
                    ? HexFormat.of().formatHex(signature)
                    : Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    private static Map<String, String> said(String annotation) {
        Map<String, String> said = new LinkedHashMap<>();
        Arrays.stream(annotation.split(",")).map(String::strip).forEach(part -> {
            int equals = part.indexOf('=');
            said.put(equals < 0 ? part : part.substring(0, equals), equals < 0 ? "" : part.substring(equals + 1));
        });
        return said;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
