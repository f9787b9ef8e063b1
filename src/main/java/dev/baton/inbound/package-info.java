@NullMarked
package dev.baton.inbound;

import org.jspecify.annotations.NullMarked;
