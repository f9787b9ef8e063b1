package dev.baton.bench.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The {@code --name=value} arguments of a main. An empty value counts as absent. */
record Options(Map<String, String> values) {

    static Options of(String... args) {
        Map<String, String> values = new HashMap<>();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (!arg.startsWith("--") || pair.length != 2) {
                throw new IllegalArgumentException("expected --name=value, found " + arg);
            }
            values.put(pair[0].substring(2), pair[1]);
        }
        values.values().removeIf(String::isBlank);
        return new Options(Map.copyOf(values));
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    List<String> list(String name, String otherwise) {
        return List.of(text(name, otherwise).split(","));
    }

    /** A time such as {@code 100ms}, {@code 15s} or {@code 2m}. */
    Duration duration(String name, Duration otherwise) {
        String text = text(name, "").toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return otherwise;
        }
        return text.endsWith("MS")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }
}
