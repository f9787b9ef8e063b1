package dev.baton.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The code blocks and links of a page. */
record Markdown(Path page, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

    static Markdown read(String page) throws IOException {
        return new Markdown(Path.of(page), Files.readString(Path.of(page)));
    }

    /** The code blocks in a language, in their order. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2).strip())
                .toList();
    }

    /** Where the page's links to other files lead. */
    List<Path> links() {
        Path folder = page.toAbsolutePath().getParent();
        return LINK.matcher(text)
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !link.contains(":"))
                .map(folder::resolve)
                .toList();
    }
}
