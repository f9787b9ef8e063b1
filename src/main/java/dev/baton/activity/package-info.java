/** The Bot Framework's words for a handover: its event in, its status out. */
@NullMarked
package dev.baton.activity;

import org.jspecify.annotations.NullMarked;
