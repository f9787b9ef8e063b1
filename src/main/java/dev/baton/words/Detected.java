package dev.baton.words;

/**
 * A language that was recognised.
 *
 * @param language an ISO 639 code, such as nl
 * @param confidence how far the next language is behind, 0 to 1
 */
public record Detected(String language, double confidence) {}
