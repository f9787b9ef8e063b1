@NullMarked
package dev.baton.schema;

import org.jspecify.annotations.NullMarked;
