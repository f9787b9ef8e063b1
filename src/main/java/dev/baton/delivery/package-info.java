@NullMarked
package dev.baton.delivery;

import org.jspecify.annotations.NullMarked;
