package dev.baton.hours;

import org.jspecify.annotations.Nullable;

/** A calendar file that cannot be used. The message goes on from "found file.ics, ". */
public final class CalendarException extends Exception {

    CalendarException(String problem) {
        super(problem);
    }

    CalendarException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
