/** What is done beside handovers: their actions, and undoing at a target what a handover did there. */
@NullMarked
package dev.baton.action;

import org.jspecify.annotations.NullMarked;
