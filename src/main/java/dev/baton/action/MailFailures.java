package dev.baton.action;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.security.cert.CertificateException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Tells from what the mail library threw whether trying again can help. What a server said is not repeated. */
final class MailFailures {

    private static final String BY = "mail";
    private static final int PERMANENT = 500;

    private MailFailures() {}

    static ActionFailedException of(MessagingException thrown) {
        if (thrown instanceof AuthenticationFailedException) {
            return ActionFailedException.refused(
                    BY, "unauthorized", "The mail server refuses baton.actions.mail.username and .password");
        }
        if (untrusted(thrown)) {
            return ActionFailedException.refused(
                    BY,
                    "untrusted_certificate",
                    "The mail server's certificate is not trusted, or is another host's; see baton.actions.mail.trust");
        }
        int code = code(thrown);
        if (code >= PERMANENT) {
            return ActionFailedException.refused(BY, "rejected", "The mail server answered " + code);
        }
        return ActionFailedException.away(
                BY,
                "unavailable",
                code > 0 ? "The mail server answered " + code : "The mail server does not answer as one",
                null);
    }

    /** The server's answer; 0 when there was none. */
    private static int code(MessagingException thrown) {
        int code = 0;
        for (Exception cause = thrown; cause instanceof MessagingException known; cause = known.getNextException()) {
            if (cause instanceof SMTPSendFailedException send) {
                code = Math.max(code, send.getReturnCode());
            } else if (cause instanceof SMTPAddressFailedException address) {
                code = Math.max(code, address.getReturnCode());
            } else if (cause instanceof SMTPSenderFailedException sender) {
                code = Math.max(code, sender.getReturnCode());
            }
        }
        return code;
    }

    private static boolean untrusted(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || String.valueOf(cause.getMessage()).contains("Can't verify identity of server")) {
                return true;
            }
        }
        return false;
    }
}
