package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String SECRET = "p/ä \"+é=x&";
    private final Redactor redactor = new Redactor(List.of(SECRET));

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "p%2F%C3%A4+%22%2B%C3%A9%3Dx%26",
                "p%2f%c3%a4+%22%2b%c3%a9%3dx%26",
                "p%2F%C3%A4%20%22%2B%C3%A9%3Dx%26",
                "p/ä \\\"+é=x&",
                "p\\/ä \\\"+é=x&",
                "p/\\u00E4 \\\"+\\u00E9=x&",
            })
    void a_secret_is_found_in_every_form(String form) {
        assertThat(redactor.redact("before " + form + " after")).isEqualTo("before *** after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "use", "client:"})
    void a_secret_is_found_inside_base64_whatever_stands_before_it(String before) {
        for (String after : List.of("", "x", "yz")) {
            byte[] bytes = (before + SECRET + after).getBytes(StandardCharsets.UTF_8);
            String basic = Base64.getEncoder().encodeToString(bytes);
            String url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

            // What is left belongs to the neighbours: not more than their own characters and the seams.
            assertThat(redactor.redact(basic)).contains("***").hasSizeLessThan(before.length() * 2 + 10);
            assertThat(redactor.redact(url)).contains("***").hasSizeLessThan(before.length() * 2 + 10);
        }
    }

    @Test
    void a_short_secret_is_masked_as_it_is_only() {
        Redactor shortOne = new Redactor(List.of("a/b"));

        assertThat(shortOne.redact("a/b a%2Fb YS9i")).isEqualTo("*** a%2Fb YS9i");
    }

    @Test
    void the_longer_of_two_secrets_is_masked_whole() {
        assertThat(new Redactor(List.of("secret", "secret-and-more")).redact("is secret-and-more"))
                .isEqualTo("is ***");
    }

    @Test
    void secrets_are_no_patterns() {
        assertThat(new Redactor(List.of(".*\\E.$1")).redact("a .*\\E.$1 b")).isEqualTo("a *** b");
    }

    @Test
    void without_secrets_nothing_changes() {
        assertThat(new Redactor(List.of()).redact("text")).isEqualTo("text");
        assertThat(new Redactor(List.of("")).redact("text")).isEqualTo("text");
    }
}
