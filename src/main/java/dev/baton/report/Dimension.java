package dev.baton.report;

import dev.baton.ledger.Facet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By what handovers are counted apart. */
enum Dimension {
    /** Of the request, in the time zone of the question. */
    DAY("day", facet -> null),
    STEP("step", Facet::step),
    /** Where it is, or ended. */
    TARGET("target", Facet::target),
    /** Where it was to go. */
    FIRST_TARGET("firstTarget", facet -> facet.firstTarget() == null ? facet.target() : facet.firstTarget()),
    REASON("reason", Facet::reason),
    /** Without script and region, for which a bot seldom has another text. */
    LANGUAGE("language", facet -> primary(facet.language())),
    CHANNEL("channel", Facet::channel),
    TRIGGER("trigger", Facet::trigger),
    DISPOSITION("disposition", Facet::disposition),
    /** For operators only. */
    CLIENT("client", Facet::client);

    private final String wireName;
    private final Function<Facet, @Nullable String> of;

    Dimension(String wireName, Function<Facet, @Nullable String> of) {
        this.wireName = wireName;
        this.of = of;
    }

    /** The word used in questions and answers. */
    String wireName() {
        return wireName;
    }

    /** Null for none. */
    @Nullable
    String of(Facet facet) {
        return of.apply(facet);
    }

    /** Those that one may ask for. */
    static List<Dimension> known(boolean operator) {
        return Arrays.stream(values()).filter(one -> operator || one != CLIENT).toList();
    }

    private static @Nullable String primary(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        int end = 0;
        while (end < tag.length() && tag.charAt(end) != '-' && tag.charAt(end) != '_') {
            end++;
        }
        return tag.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
