package dev.baton.sip.policy;

import dev.baton.sip.message.SipUri;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The user part of a SIP URI: many a PBX takes it for a number and dials, so a number must not hide in it. */
final class SipUser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    private static final int LONGEST_EXTENSION = 6;

    private SipUser() {}

    /**
     * @return the number that the user part is; null when it is a name, or an extension of at most six digits
     * @throws ForwardRefusedException when it is neither, such as a national number or a star code
     */
    static @Nullable PhoneNumber number(SipUri uri) throws ForwardRefusedException {
        String user = String.valueOf(uri.userText());
        if (user.startsWith("+") || uri.params().has("user")) {
            return PhoneNumber.parse(user);
        }
        boolean name = NAME.matcher(user).matches();
        boolean extension = user.chars().filter(c -> c >= '0' && c <= '9').count() <= LONGEST_EXTENSION;
        if (name && (extension || LETTER.matcher(user).find())) {
            return null;
        }
        throw new ForwardRefusedException(
                Refusal.MALFORMED_URI,
                "The URI to forward to: found a user part that may be dialled as a number, expected a name, an extension"
                        + " of at most " + LONGEST_EXTENSION + " digits, or a number such as +4930901820");
    }
}
