package dev.baton.security.oauth2;

import java.util.Set;

/**
 * What a genuine token says.
 *
 * @param client what the issuer calls the client, 1 to 128 printable ASCII characters
 */
public record AccessToken(String client, Set<String> scopes) {}
