package dev.baton.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssertedFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:15:30Z",
                "2024-02-29T00:00:00z",
                "2026-11-21t23:59:59.1+18:00",
                "0001-01-01T00:00:00-18:00",
                "2026-11-21T10:15:30.123456789-05:30"
            })
    void everyDateTimeThatIsAcceptedCanBeRead(String text) {
        assertThat(format("date-time")).accepts(text);
        assertThat(OffsetDateTime.parse(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-21",
                "2026-11-21T10:15Z",
                "2026-11-21 10:15:30Z",
                "2026-11-21T10:15:30",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T10:60:00Z",
                "2026-11-21T10:15:60Z",
                "2026-11-21T10:15:30.Z",
                "2026-11-21T10:15:30.1234567890Z",
                "2026-11-21T10:15:30+1:00",
                "2026-11-21T10:15:30+18:01",
                "2026-11-21T10:15:30+01:60",
                "2026-11-21T10:15:30ZZ",
                "+2026-11-21T10:15:30Z",
                "2026-11-21T10:15:30*01:00",
                "2026-11-21T10:15:30.5",
                "２０２６-11-21T10:15:30Z",
                "2026-11-21T10:15:30Z\n"
            })
    void otherDateTimesAreRefused(String text) {
        assertThat(format("date-time")).rejects(text);
    }

    @Test
    void addressesMayUseAnyDomain() {
        assertThat(format("email"))
                .accepts("jane@localhost", "j.d+x@a-b.example.photography", "o'neil@example.newtld")
                .rejects(
                        "", "jane", "@example.com", "jane@", "a@b@c", "jane@-x.com", "a b@c.com", "jane@example.com\n");
    }

    @Test
    void aHostileAddressDoesNotExhaustTheStack() {
        assertThat(format("email")).rejects("a@" + "b.".repeat(400_000) + "b");
        assertThat(format("language-tag")).rejects("en" + "-abcde".repeat(100_000));
    }

    @Test
    void webAddressesNameAHost() {
        assertThat(format("uri"))
                .accepts("https://example.com", "http://[::1]:8080/a?b=%20#c", "sip:jane@example.com", "urn:isbn:1")
                .rejects(
                        "",
                        "/path",
                        "example.com",
                        "https://",
                        "http:///x",
                        "https:x",
                        "https://exa mple.com",
                        "https://é.com");
    }

    @Test
    void languageTagsAreWellFormed() {
        assertThat(format("language-tag"))
                .accepts(
                        "nl", "pt-BR", "zh-Hant-TW", "es-419", "sl-rozaj-biske", "de-DE-u-co-phonebk", "x-own", "EN-gb")
                .rejects("", "e", "nl_NL", "englishes-x1", "nl-", "-nl", "en-US-x", "nl-NL.UTF-8", "*", "nl\n");
    }

    @Test
    void phoneNumbersAreInE164Form() {
        assertThat(format("e164"))
                .accepts("+1234567", "+31612345678", "+123456789012345")
                .rejects(
                        "",
                        "+",
                        "+123456",
                        "+1234567890123456",
                        "0031612345678",
                        "+0123456789",
                        "+31 612345678",
                        "+٣١٦١٢٣٤٥٦");
    }

    @Test
    void uuidsHaveTheirDashes() {
        assertThat(format("uuid"))
                .accepts("0b1f7f3e-3c4d-4f5a-9a6b-7c8d9e0f1a2b", "0B1F7F3E-3C4D-4F5A-9A6B-7C8D9E0F1A2B")
                .rejects("0b1f7f3e3c4d4f5a9a6b7c8d9e0f1a2b", "0b1f7f3e-3c4d-4f5a-9a6b-7c8d9e0f1a2g", "{0b1f7f3e}");
    }

    private static Predicate<String> format(String name) {
        return AssertedFormat.ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow()
                .predicate();
    }
}
