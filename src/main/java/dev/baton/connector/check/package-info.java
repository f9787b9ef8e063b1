/** What is wrong with a connector's folder, as far as it can be told without running it. */
@NullMarked
package dev.baton.connector.check;

import org.jspecify.annotations.NullMarked;
