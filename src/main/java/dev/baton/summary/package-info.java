/** What a conversation is about, in short, where the bot does not say it. */
@NullMarked
package dev.baton.summary;

import org.jspecify.annotations.NullMarked;
