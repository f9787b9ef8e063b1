package dev.baton.words;

import org.jspecify.annotations.Nullable;

/** Whoever translates. */
interface Translator {

    Marks marks();

    /**
     * @param text at most a few thousand characters
     * @param marked whether it is written with {@link #marks()}
     * @param from a BCP 47 tag; absent when nobody knows
     * @param to a BCP 47 tag
     * @throws Exception when there is no translation
     */
    String translate(String text, boolean marked, @Nullable String from, String to) throws Exception;
}
