package dev.baton.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The formats that are checked, not only documented. They are ours because the library's e-mail format knows a fixed
 * list of top-level domains, and its date-time takes values that {@link java.time.OffsetDateTime} does not.
 */
record AssertedFormat(String name, String expected, Predicate<String> predicate) implements Format {

    /** The definition browsers use, see https://html.spec.whatwg.org/#valid-e-mail-address. */
    private static final String EMAIL = "[\\w.!#$%&'*+/=?^`{|}~-]+@" + label() + "(?:\\." + label() + ")*";

    private static final String LANGUAGE_TAG = "(?i)(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
            + "(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
            + "(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
            + "(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
            + "|x(?:-[a-z0-9]{1,8})+";

    private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    static final List<AssertedFormat> ALL = List.of(
            matching("email", "an e-mail address such as jane@example.com", 254, EMAIL),
            new AssertedFormat(
                    "date-time", "a date and time with offset such as 2026-11-21T10:15:30Z", DateTimes::isValid),
            new AssertedFormat("uri", "an absolute URI such as https://example.com/path", AbsoluteUris::isValid),
            matching("uuid", "a UUID such as 0b1f7f3e-3c4d-4f5a-9a6b-7c8d9e0f1a2b", 36, UUID),
            matching("e164", "a phone number in E.164 form such as +31612345678", 16, "\\+[1-9][0-9]{6,14}"),
            matching("language-tag", "a BCP 47 language tag such as nl or pt-BR", 100, LANGUAGE_TAG));

    /** What the format expects, or absent for a format that is not checked. */
    static @Nullable String expectationOf(String name) {
        for (AssertedFormat format : ALL) {
            if (format.name.equals(name)) {
                return format.expected;
            }
        }
        return null;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return predicate.test(value);
    }

    /** The limit also keeps the expression's recursion within the stack. */
    private static AssertedFormat matching(String name, String expected, int maxLength, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new AssertedFormat(
                name,
                expected,
                value -> value.length() <= maxLength && pattern.matcher(value).matches());
    }

    private static String label() {
        return "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    }
}
