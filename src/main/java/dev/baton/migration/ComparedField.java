package dev.baton.migration;

import org.jspecify.annotations.Nullable;

/**
 * One field of the old call beside the same field of the new one. Pointers only: no value is shown.
 *
 * @param old pointer into the old body, {@code url} for the address; absent for what only the new call has
 * @param now the same in the new call; absent for what it does not have
 */
public record ComparedField(@Nullable String old, @Nullable String now, Result result) {

    /** How a field came through. */
    public enum Result {
        SAME("same", true),
        AS_ASKED("different, as --messaging-adapter asks", true),
        ADDED("added", true),
        EMPTY("not sent; it was empty", true),
        DIFFERENT("different", false),
        NOT_SENT("not sent", false);

        private final String words;
        private final boolean good;

        Result(String words, boolean good) {
            this.words = words;
            this.good = good;
        }

        /** As it is shown to people. */
        public String words() {
            return words;
        }

        /** Whether the old call may be replaced as far as this field is concerned. */
        public boolean isGood() {
            return good;
        }
    }
}
