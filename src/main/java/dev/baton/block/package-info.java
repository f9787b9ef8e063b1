/** The small named blocks that a connector's Kamelet is made of: mapping, credentials. */
@NullMarked
package dev.baton.block;

import org.jspecify.annotations.NullMarked;
