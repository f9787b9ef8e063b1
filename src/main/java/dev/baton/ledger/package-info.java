@NullMarked
package dev.baton.ledger;

import org.jspecify.annotations.NullMarked;
