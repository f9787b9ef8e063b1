package dev.baton.words;

import org.jspecify.annotations.Nullable;

/** Whoever translates. */
interface Translator {

    Marks marks();

    /** The name under which it knows a language, so that what is the same to it is asked for once. */
    String target(String tag);

    /**
     * @param text at most a few thousand characters
     * @param marked whether it is written with {@link #marks()}
     * @param from a BCP 47 tag; absent when nobody knows
     * @param to what {@link #target} says of a tag
     * @throws NotTranslatableException when there is none and will be none
     * @throws Exception when there is none now
     */
    String translate(String text, boolean marked, @Nullable String from, String to) throws Exception;
}
