package dev.baton.bench.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a desk has seen.
 *
 * @param messages all messages, repeated ones too
 * @param distinct the different {@code messageId}s among them
 */
record DeskCount(long messages, long distinct) {
    private static final Pattern JSON = Pattern.compile("\\{\"messages\":(\\d+),\"distinct\":(\\d+)}");

    static DeskCount parse(String json) {
        Matcher matcher = JSON.matcher(json);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a desk's count: " + json);
        }
        return new DeskCount(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    String json() {
        return "{\"messages\":%d,\"distinct\":%d}".formatted(messages, distinct);
    }

    long doubled() {
        return messages - distinct;
    }
}
