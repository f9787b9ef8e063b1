package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.analytics.AnalyticsKafkaProperties;
import dev.baton.analytics.AnalyticsKafkaSettings;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What docs/configuration.md says about analytics.
 *
 * <p>Behaviour 76.
 */
class AnalyticsDocsTest {

    private static final Pattern LOGIN = Pattern.compile("`BATON_KAFKA_LOGIN` is `([^`]+)`");

    private Markdown page;

    @BeforeEach
    void read() throws Exception {
        page = Markdown.read("docs/configuration.md");
    }

    @Test
    void every_setting_is_in_the_table() {
        assertThat(SettingNames.of(AnalyticsKafkaProperties.class, "baton.analytics.kafka"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page.text()).contains("| `" + name + "` |"));
    }

    @Test
    void its_settings_for_kafka_are_taken() throws Exception {
        Matcher login = LOGIN.matcher(page.text());
        assertThat(login.find()).isTrue();
        Properties shown = new Properties();
        shown.load(new StringReader(page.blocks("properties").stream()
                .filter(block -> block.contains("baton.analytics.kafka"))
                .findFirst()
                .orElseThrow()
                .replace("${BATON_KAFKA_LOGIN}", login.group(1).replace("…", "x"))));
        Map<String, String> settings = new HashMap<>();
        shown.forEach((name, value) -> settings.put((String) name, (String) value));

        AnalyticsKafkaSettings.tryOut(settings);
    }
}
