package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.callback.CallbackProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/configuration.md says about callbacks. */
class CallbackDocsTest {

    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"id\": \"h-1\"}";

    @TempDir
    Path folder;

    private Markdown page;

    @BeforeEach
    void read() throws Exception {
        page = Markdown.read("docs/configuration.md");
    }

    @Test
    void every_setting_is_in_the_table() {
        assertThat(SettingNames.of(CallbackProperties.class, "baton.callback"))
                .allSatisfy(name -> assertThat(page.text()).contains("| `" + name + "` |"));
    }

    @Test
    void its_check_takes_what_is_signed_and_nothing_else() throws Exception {
        assumeThat(run("command -v python3")).isNotEmpty();
        String now = run("date +%s");
        String signature = "v1," + hmac("h-1." + now + "." + BODY);

        assertThat(checked(now, signature, BODY)).isEqualTo("True");
        assertThat(checked(now, "v1,AAAA " + signature, BODY)).isEqualTo("True");
        assertThat(checked(now, signature, BODY + " ")).isEqualTo("False");
        assertThat(checked("1614265330", "v1," + hmac("h-1.1614265330." + BODY), BODY))
                .isEqualTo("False");
    }

    /** What CallbackSecrets takes is what the page has people make. */
    @Test
    void its_command_makes_a_secret() throws Exception {
        String command = page.blocks("sh").stream()
                .filter(block -> block.contains("whsec_"))
                .findFirst()
                .orElseThrow();

        assertThat(Base64.getDecoder().decode(run(command).substring("whsec_".length())))
                .hasSize(32);
    }

    private String checked(String timestamp, String signature, String body) throws Exception {
        Files.writeString(
                folder.resolve("check.py"),
                page.blocks("python").get(0)
                        + """


                        print(is_from_baton("whsec_%s", {"webhook-id": "h-1", "webhook-timestamp": "%s",
                            "webhook-signature": "%s"}, b'%s'))
                        """
                                .formatted(KEY, timestamp, signature, body));
        return run("python3 check.py");
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String run(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return output;
    }
}
