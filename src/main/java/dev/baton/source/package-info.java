/** YAML files read so that everything said about them can name file, line and column. */
@NullMarked
package dev.baton.source;

import org.jspecify.annotations.NullMarked;
