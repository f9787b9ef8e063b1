/** JSON Schemas made for editors: what completes and checks files while they are written. */
@NullMarked
package dev.baton.editor;

import org.jspecify.annotations.NullMarked;
