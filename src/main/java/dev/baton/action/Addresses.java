package dev.baton.action;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * E-mail addresses that can stand in a header as they are: what RFC 5321 allows without quotes, in ASCII. Whatever is
 * none of these could mean more than one recipient, or another header.
 */
final class Addresses {

    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private static final int LONGEST = 254;

    private Addresses() {}

    static boolean isAddress(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
    }

    /** The part behind the @, in lower case. */
    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
