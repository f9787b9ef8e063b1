@NullMarked
package dev.baton.problem;

import org.jspecify.annotations.NullMarked;
