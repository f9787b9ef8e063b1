@NullMarked
package dev.baton.security;

import org.jspecify.annotations.NullMarked;
