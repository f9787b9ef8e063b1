package dev.baton.sip.policy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Set;

/** What the numbering plans of the countries say, see decision 0010. */
final class NumberingPlan {

    private static final Set<PhoneNumberType> COSTLY =
            Set.of(PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST);

    private NumberingPlan() {}

    /** Asks for the length only, not for a range that is in use: plans change faster than a library. */
    static void check(PhoneNumber number) throws ForwardRefusedException {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        Phonenumber.PhoneNumber parsed;
        try {
            parsed = plans.parse(number.e164(), null);
        } catch (NumberParseException e) {
            throw impossible();
        }
        if (!plans.isPossibleNumber(parsed)) {
            throw impossible();
        }
        if (COSTLY.contains(plans.getNumberType(parsed))) {
            throw new ForwardRefusedException(
                    Refusal.COSTLY_NUMBER,
                    "The number to forward to is one of a premium or shared-cost service; such a number must be named on"
                            + " its own in numberAllow, with an equals sign");
        }
    }

    private static ForwardRefusedException impossible() {
        return new ForwardRefusedException(
                Refusal.IMPOSSIBLE_NUMBER, "The number to forward to cannot exist: no such country, or a wrong length");
    }
}
