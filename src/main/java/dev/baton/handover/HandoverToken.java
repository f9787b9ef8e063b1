package dev.baton.handover;

import com.github.f4b6a3.ulid.Ulid;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call carries to the agent's desk, so that the desk can ask for the story behind it: 128 random bits in 26
 * characters of 0-9 and a-z without i, l, o and u. It says nothing by itself, and nobody can guess one. It is a
 * credential: for no log, no metric, no receipt.
 */
public final class HandoverToken {

    /** What stands for a token where nothing is handed over: in examples, trials and dry runs. It opens nothing. */
    public static final String OF_A_TRIAL = "0123456789abcdefghjkmnpqrs";

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private HandoverToken() {}

    /** A new token for a call. A text conversation has none: nothing carries it. */
    public static @Nullable String forA(Channel channel) {
        if (channel != Channel.VOICE) {
            return null;
        }
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Ulid.from(bytes).toLowerCase();
    }

    /** Whether this can be a token at all. */
    public static boolean hasForm(String text) {
        return FORM.matcher(text).matches();
    }
}
