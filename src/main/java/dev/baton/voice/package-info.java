/** The gateway's own SIP endpoint: targets move calls through it, and hear from it what became of them. */
@NullMarked
package dev.baton.voice;

import org.jspecify.annotations.NullMarked;
