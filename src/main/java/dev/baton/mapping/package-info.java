@NullMarked
package dev.baton.mapping;

import org.jspecify.annotations.NullMarked;
