package dev.baton.source;

/**
 * A place in a text file, as editors count.
 *
 * @param line from 1
 * @param column from 1, in Unicode code points
 */
public record Place(int line, int column) {}
