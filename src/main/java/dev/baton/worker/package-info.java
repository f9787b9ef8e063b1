/** Works off, in the background, what the ledger says is due. */
@NullMarked
package dev.baton.worker;

import org.jspecify.annotations.NullMarked;
