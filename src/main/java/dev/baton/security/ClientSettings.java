package dev.baton.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator says of one client, under {@code baton.clients.<name>}. It needs at least one way to show who it is.
 *
 * @param keySha256 the SHA-256 of the client's API key, 64 hex digits
 * @param oauth2Id what the issuer calls the client, as it stands in the token
 * @param certificateSha256 the SHA-256 of the client's certificate in DER form, 64 hex digits; changes when it is renewed
 * @param certificateSubject the subject of the client's certificate (RFC 2253), for where the trusted authority is one's own
 * @param targets where its handovers may go; {@code *} for everywhere
 * @param steps what its handovers may name as step; {@code *} for any
 * @param rate how many requests, as {@link Rate}; absent for no limit
 * @param management whether it may look at the actuator; once one client may, the others may not
 * @param readsByToken whether it reads a handover by its token, whoever posted it: for an agent's desk
 * @param callbackSecret signs what the client is told; two while a new one takes the place of an old one
 */
public record ClientSettings(
        @Nullable String keySha256,
        @Nullable String oauth2Id,
        @Nullable String certificateSha256,
        @Nullable String certificateSubject,
        @DefaultValue("*") List<String> targets,
        @DefaultValue("*") List<String> steps,
        @Nullable String rate,
        @DefaultValue("false") boolean management,
        @DefaultValue("false") boolean readsByToken,
        @DefaultValue List<String> callbackSecret) {

    /** A client that shows a key and may do everything that clients may. */
    static ClientSettings ofKey(String keySha256) {
        return new ClientSettings(
                keySha256, null, null, null, List.of("*"), List.of("*"), null, false, false, List.of());
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ClientSettings[oauth2Id=" + oauth2Id + ", targets=" + targets + ", steps=" + steps + "]";
    }

    boolean hasCredential() {
        return keySha256 != null || oauth2Id != null || certificateSha256 != null || certificateSubject != null;
    }
}
