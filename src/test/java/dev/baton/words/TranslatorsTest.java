package dev.baton.words;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.problem.StartRefusedException;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.vendor.ConfiguredPost;
import dev.baton.vendor.VendorHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each translator is asked as it wants to be. Behaviour 27. */
class TranslatorsTest {

    private static final String STEP = "steps: {a: {message: {en: 'Hello {{name}}.'}}}";

    private static final String ROUTE =
            """
            # A translator of one's own.
            # Promises: answers with the words in capitals.
            - route:
                id: own-translator
                from:
                  uri: direct:translate
                  steps:
                    - setBody: {id: shout, simple: "${header.BatonFrom}>${header.BatonTo} ${body}"}
            """;

    private static TranslatorStub stub;

    @BeforeAll
    static void start() throws IOException {
        stub = new TranslatorStub();
    }

    @AfterAll
    static void stop() {
        stub.close();
    }

    @Test
    void deepl_gets_its_key_in_a_header_and_variables_as_elements_that_it_ignores(@TempDir Path folder)
            throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder,
                STEP,
                "--baton.translate.service=deepl",
                "--baton.translate.url=" + stub.url(),
                "--baton.translate.key=hush-hush:fx")) {
            assertThat(said(gateway, "pt-BR")).isEqualTo("> Hello Ann.");
        }
        TranslatorStub.Asked asked = stub.asked("PT-BR").get(0);
        assertThat(asked.path()).isEqualTo("/v2/translate");
        assertThat(asked.authorization()).isEqualTo("DeepL-Auth-Key hush-hush:fx");
        assertThat(asked.body())
                .isEqualTo(GatewayUnderTest.json(
                        "{'text': ['Hello <x>1</x>.'], 'target_lang': 'PT-BR', 'source_lang': 'EN', 'tag_handling': 'xml',"
                                + " 'tag_handling_version': 'v2', 'ignore_tags': ['x']}"));
    }

    @Test
    void a_route_gets_the_text_and_both_languages(@TempDir Path folder) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("translate.camel.yaml"), ROUTE);
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder, STEP, "--baton.routes=" + routes, "--baton.translate.uri=direct:translate")) {
            assertThat(said(gateway, "nl-BE")).isEqualTo("en>nl-BE Hello Ann.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, EN, en",
        "nl-BE, NL, nl",
        "pt-BR, PT-BR, pt-BR",
        "pt, PT, pt",
        "EN-us, EN-US, en",
        "zh-Hant, ZH-HANT, zh-Hant",
        "zh-TW, ZH, zh-Hant",
        "zh, ZH, zh-Hans",
        "no, NB, nb",
    })
    void every_service_has_its_own_names_of_languages(String tag, String deepL, String libre) throws IOException {
        try (ConfiguredPost nobody = new ConfiguredPost(stub.url(), VendorHttp.Limits.DEFAULT)) {
            assertThat(new DeepL(nobody, "key").target(tag)).isEqualTo(deepL);
            assertThat(new LibreTranslate(nobody, null).target(tag)).isEqualTo(libre);
        }
    }

    @Test
    void nobody_is_sent_elsewhere() throws Exception {
        stub.answersWith(302);
        try (ConfiguredPost post = new ConfiguredPost(stub.url() + "/translate", VendorHttp.Limits.DEFAULT)) {
            assertThatThrownBy(() -> new LibreTranslate(post, null).translate("Hi", false, null, "nl"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("it answered with 302");
        } finally {
            stub.answersWith(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--baton.translate.service=deepl | baton.translate.key: found nothing, expected DeepL's key",
                "--baton.translate.uri=https://user:hush@example.org | baton.translate.uri: found a call by HTTP",
                "--baton.translate.uri=nothing-such:x?key=hush | baton.translate.uri: found nothing-such:…, which is no Camel endpoint here",
                "--baton.translate.service=libretranslate --baton.translate.uri=direct:x | baton.translate.service: found with",
                "--baton.translate.service=libretranslate --baton.translate.url=ftp://hush | baton.translate.url: found no such",
                "--baton.translate.service=libretranslate --baton.translate.within=1m | baton.translate.within: expected",
            })
    void settings_that_cannot_work_stop_the_start(String settings, String expected, @TempDir Path folder) {
        assertThatThrownBy(() -> GatewayUnderTest.start(folder, STEP, settings.split(" "))
                        .close())
                .satisfies(thrown -> assertThat(causes(thrown)).anySatisfy(cause -> assertThat(cause)
                        .isInstanceOf(StartRefusedException.class)
                        .hasMessageStartingWith(expected)
                        .message()
                        .doesNotContain("hush")));
    }

    private static List<Throwable> causes(Throwable thrown) {
        return java.util.stream.Stream.iterate(thrown, java.util.Objects::nonNull, Throwable::getCause)
                .toList();
    }

    private static String said(GatewayUnderTest gateway, String language) throws Exception {
        return json(gateway.post(Messages.with("\"step\": \"a\", \"context\": {\"name\": \"Ann\"},"
                        + " \"message\": {\"language\": \"" + language + "\"}")))
                .at("/message/text")
                .asText();
    }
}
