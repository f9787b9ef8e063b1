package dev.baton.sip.auth;

/** What a peer knows us by. */
public record Credentials(String username, String password) {

    /** @throws IllegalArgumentException when the user name is empty or cannot stand in quotes as it is */
    public Credentials {
        if (username.isEmpty() || username.indexOf('"') >= 0 || username.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("the user name is empty or has a quote or a backslash in it");
        }
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
