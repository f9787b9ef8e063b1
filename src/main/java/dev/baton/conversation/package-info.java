/** Who may talk in a conversation: the bot, nobody, or a human, and until when. */
@NullMarked
package dev.baton.conversation;

import org.jspecify.annotations.NullMarked;
