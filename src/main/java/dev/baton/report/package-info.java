/** Reports on how handovers went. */
@NullMarked
package dev.baton.report;

import org.jspecify.annotations.NullMarked;
