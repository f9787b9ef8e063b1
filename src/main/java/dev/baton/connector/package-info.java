@NullMarked
package dev.baton.connector;

import org.jspecify.annotations.NullMarked;
