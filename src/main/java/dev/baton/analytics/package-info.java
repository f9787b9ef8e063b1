@NullMarked
package dev.baton.analytics;

import org.jspecify.annotations.NullMarked;
