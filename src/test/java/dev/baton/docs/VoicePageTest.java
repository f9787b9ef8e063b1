package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.catalog.StartCheck;
import dev.baton.voice.SipProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/voice.md says of settings and targets. */
class VoicePageTest {

    @TempDir
    Path folder;

    private Markdown page;

    @BeforeEach
    void read() throws Exception {
        page = Markdown.read("docs/voice.md");
    }

    @Test
    void everySettingIsInTheTable() {
        assertThat(SettingNames.of(SipProperties.class, "baton.sip"))
                .allSatisfy(name -> assertThat(page.text()).contains("`" + name + "`"));
    }

    @Test
    void itsTargetsCanBeUsedAsTheyAre() throws Exception {
        Path targets = Files.writeString(
                folder.resolve("targets.yaml"), page.blocks("yaml").get(0));

        StartCheck.Result result =
                StartCheck.of(targets, null, name -> name.equals("SBC_PASSWORD") ? "secret" : null, Clock.systemUTC());

        assertThat(result.errors()).isEmpty();
    }

    @Test
    void itsLinksLeadSomewhere() {
        assertThat(page.links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }
}
