/** How calls to vendors are made, kept authorized, and understood when they fail. */
@NullMarked
package dev.baton.vendor;

import org.jspecify.annotations.NullMarked;
