package dev.baton.block;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the options of a block's step. */
final class Options {

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern TRUTH = Pattern.compile("true|false");

    private Options() {}

    /** @throws IllegalArgumentException when the option is missing */
    static String required(String block, String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(block + " needs the parameter " + name);
        }
        return value;
    }

    /** @throws IllegalArgumentException for anything but 1 to 99999 seconds */
    static Duration seconds(String block, String name, @Nullable String value, Duration otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (!SECONDS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    block + ": found " + name + "=" + value + ", expected seconds, from 1 to 99999");
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }

    /** @throws IllegalArgumentException for anything but true and false */
    static boolean truth(String block, String name, String value) {
        if (!TRUTH.matcher(value).matches()) {
            throw new IllegalArgumentException(block + ": found " + name + "=" + value + ", expected true or false");
        }
        return value.equals("true");
    }
}
