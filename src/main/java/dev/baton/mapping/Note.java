package dev.baton.mapping;

/**
 * Something of the handover that a mapping could not carry in full.
 *
 * @param pointer RFC 6901 JSON pointer into the handover message; empty when the text has no single place in it
 * @param code what happened, for machines: {@code cut}
 * @param detail one sentence for a person; holds no content of the message
 */
public record Note(String pointer, String code, String detail) {}
