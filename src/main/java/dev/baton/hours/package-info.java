/** When somebody is there: weekly hours in a time zone, and the holidays of an iCalendar file. */
@NullMarked
package dev.baton.hours;

import org.jspecify.annotations.NullMarked;
