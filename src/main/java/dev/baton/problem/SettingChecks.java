package dev.baton.problem;

import java.time.Duration;

/** Refuses the start when a setting cannot be meant. */
public final class SettingChecks {

    private SettingChecks() {}

    /**
     * @param name of the setting, in full
     * @throws StartRefusedException when it is less or more
     */
    public static void within(int least, int most, String name, int found) {
        if (found < least || found > most) {
            throw new StartRefusedException(name + "=" + found + ": expected " + least + " to " + most);
        }
    }

    /**
     * @param name of the setting, in full
     * @throws StartRefusedException when it is zero or less
     */
    public static void positive(String name, Duration found) {
        if (found.isNegative() || found.isZero()) {
            throw new StartRefusedException(name + "=" + found + ": expected a time such as 10s, longer than nothing");
        }
    }
}
