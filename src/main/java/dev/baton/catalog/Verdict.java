package dev.baton.catalog;

import dev.baton.connector.Connector;
import dev.baton.source.SourceError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the proof of a folder came to.
 *
 * @param version the beginning of the folder's fingerprint
 * @param connector absent when there are errors
 */
record Verdict(String version, @Nullable Connector connector, List<SourceError> errors) {}
