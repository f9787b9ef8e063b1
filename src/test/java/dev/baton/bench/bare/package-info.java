/** The least that Camel can do with a handover: the yardstick for what durability costs. */
@NullMarked
package dev.baton.bench.bare;

import org.jspecify.annotations.NullMarked;
