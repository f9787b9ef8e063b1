package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SipPageTest {

    private static final Pattern PACKAGES = Pattern.compile("--no-install-recommends((?:[\\s\\\\]+[a-z][a-z0-9-]+)+)");

    @Test
    void thePageNamesThePackagesThatContinuousIntegrationInstalls() throws Exception {
        String command = Markdown.read("docs/sip.md").blocks("sh").get(0);
        assertThat(packages(command)).isNotEmpty().isSubsetOf(packages(Files.readString(Path.of(".ci/run"))));
    }

    private static List<String> packages(String script) {
        Matcher found = PACKAGES.matcher(script);
        assertThat(found.find()).isTrue();
        return Arrays.stream(found.group(1).split("[\\s\\\\]+"))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
