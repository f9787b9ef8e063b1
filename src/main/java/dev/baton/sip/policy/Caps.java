package dev.baton.sip.policy;

/**
 * How often a target may forward calls; all of it at least 1.
 *
 * @param perMinute within any 60 seconds
 * @param perMinuteToOne of those to the same destination
 * @param atOnce that have not ended
 * @param perDay from midnight UTC
 */
public record Caps(int perMinute, int perMinuteToOne, int atOnce, int perDay) {

    public static final Caps DEFAULT = new Caps(30, 5, 20, 1_000);

    private static final int MOST = 1_000_000;

    /** @throws IllegalArgumentException when one is not within 1 and a million */
    public Caps {
        check("perMinute", perMinute);
        check("perMinuteToOne", perMinuteToOne);
        check("atOnce", atOnce);
        check("perDay", perDay);
    }

    private static void check(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(name + ": found " + value + ", expected 1 to " + MOST);
        }
    }
}
