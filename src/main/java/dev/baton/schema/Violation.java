package dev.baton.schema;

import org.jspecify.annotations.Nullable;

/**
 * One place where a document differs from its schema.
 *
 * @param pointer RFC 6901 JSON pointer to the place; for a missing or unknown member, to the member itself
 * @param found the value found, as JSON, cut to 100 characters; absent when the member is missing
 * @param expected what would be right, as a phrase that follows "expected", for example {@code one of text, voice}
 * @param suggestion the nearest known name, for an unknown member or word
 */
public record Violation(String pointer, @Nullable String found, String expected, @Nullable String suggestion) {}
