/** What this gateway can reach now: connectors and targets, kept up to date with their files while it serves. */
@NullMarked
package dev.baton.catalog;

import org.jspecify.annotations.NullMarked;
