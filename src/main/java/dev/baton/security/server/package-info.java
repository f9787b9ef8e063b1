/** What the HTTP server lets itself be kept busy with, by those who are slow on purpose. */
@NullMarked
package dev.baton.security.server;

import org.jspecify.annotations.NullMarked;
