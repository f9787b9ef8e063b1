package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operators' page says is so; its call to a running installation is made by {@code ComposeIT}. */
class OperationsPageTest {

    private static final Pattern NAME = Pattern.compile("(?m)^# TYPE (handover_\\w+?)(?:_max)? ");
    private static final String TARGETS = "{default: log, steps: {log: {text: log}}}";

    @TempDir
    Path folder;

    private final Markdown page;

    OperationsPageTest() throws Exception {
        page = Markdown.read("docs/operations.md");
    }

    @Test
    void every_metric_of_a_gateway_has_a_row() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(folder, TARGETS)) {
            gateway.post(Messages.minimal(), "Prefer", "wait=5");

            List<String> metrics = NAME.matcher(
                            gateway.get("/actuator/prometheus").body())
                    .results()
                    .map(name -> name.group(1))
                    .toList();

            assertThat(metrics).hasSizeGreaterThan(8).allSatisfy(metric -> assertThat(page.text())
                    .containsPattern("\\| `" + metric + "[`{]"));
        }
    }

    @Test
    void its_links_lead_somewhere() {
        assertThat(page.links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }

    @Test
    void its_contents_name_its_headings() {
        assertThat(Pattern.compile("\\]\\(#([a-z-]+)\\)").matcher(page.text()).results())
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(page.text().toLowerCase(Locale.ROOT).replace(' ', '-'))
                                .containsPattern("(?m)^#+-" + link.group(1) + "$"));
    }
}
