package dev.baton.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Compiled regular expressions. An expression may come out of a message, so few and only short ones are kept. */
final class Patterns {

    private static final int KEPT = 500;
    private static final int LONGEST = 1_000;

    private static final Map<String, Pattern> CACHE = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
            return size() > KEPT;
        }
    };

    private Patterns() {}

    static Pattern of(String expression) {
        if (expression.length() > LONGEST) {
            return Pattern.compile(expression);
        }
        synchronized (CACHE) {
            return CACHE.computeIfAbsent(expression, Pattern::compile);
        }
    }
}
