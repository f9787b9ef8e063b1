package dev.baton.security;

/**
 * Somebody who has been let in.
 *
 * @param name whose handovers these are
 * @param rights where they may go
 * @param throttle how many requests may come; shared by all who come as the same configured client
 * @param management whether the operator said that it may look at the actuator
 */
record Client(String name, Rights rights, Throttle throttle, boolean management) {

    /** Whoever is on this machine, as long as no clients are configured. */
    static final Client LOCAL = new Client("local", Rights.ALL, Throttle.NONE, true);

    /** Whoever asks for what everybody may know. */
    static final Client ANONYMOUS = new Client("anonymous", Rights.ALL, Throttle.NONE, false);

    /** Whoever shows the key that is for the actuator only. */
    static final Client OPERATOR = new Client("management", Rights.ALL, Throttle.NONE, true);

    Client as(String otherName) {
        return new Client(otherName, rights, throttle, management);
    }
}
