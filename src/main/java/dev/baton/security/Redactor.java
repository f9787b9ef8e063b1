package dev.baton.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Takes secrets out of texts that others wrote, such as a vendor's error. Each secret is replaced by {@code ***} as it
 * is; from 6 characters on also as it looks URL-encoded, inside Base64 (as Basic authentication has it) and inside a
 * JSON string. Shorter ones would match by chance there.
 */
public final class Redactor {

    private static final int MIN_ENCODED = 6;
    private static final String MASK = "***";
    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();
    private static final ObjectWriter ASCII_JSON = JSON.with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private static final Pattern ESCAPED_BYTE = Pattern.compile("%[0-9A-F]{2}");

    private final @Nullable Pattern secrets;

    public Redactor(Collection<String> secrets) {
        String alternatives = secrets.stream()
                .flatMap(Redactor::forms)
                .filter(form -> !form.isEmpty())
                .distinct()
                // The longest first: a secret may begin like another one.
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.secrets = alternatives.isEmpty() ? null : Pattern.compile(alternatives);
    }

    public String redact(String text) {
        return secrets == null ? text : secrets.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    private static Stream<String> forms(String secret) {
        return secret.length() < MIN_ENCODED
                ? Stream.of(secret)
                : Stream.of(List.of(secret), urlEncoded(secret), base64(secret), jsonEscaped(secret))
                        .flatMap(List::stream);
    }

    private static List<String> urlEncoded(String secret) {
        List<String> forms = List.of(
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                UriUtils.encode(secret, StandardCharsets.UTF_8),
                UriUtils.encodeQueryParam(secret, StandardCharsets.UTF_8));
        return Stream.concat(forms.stream(), forms.stream().map(Redactor::lowerCaseHex))
                .toList();
    }

    private static String lowerCaseHex(String encoded) {
        return ESCAPED_BYTE.matcher(encoded).replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
    }

    /** What Base64 shows of the secret whatever stands before and after it: one form for each offset in a group of 3 bytes. */
    private static List<String> base64(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            int from = (offset * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
            forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
        }
        return forms;
    }

    private static List<String> jsonEscaped(String secret) {
        try {
            String plain = inner(JSON.writeValueAsString(secret));
            String ascii = inner(ASCII_JSON.writeValueAsString(secret));
            return List.of(plain, plain.replace("/", "\\/"), ascii, ascii.replace("/", "\\/"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every text has a JSON form", e);
        }
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }
}
