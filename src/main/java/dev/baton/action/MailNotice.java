package dev.baton.action;

import dev.baton.action.ActionProperties.Mail;
import dev.baton.action.ActionProperties.Security;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sends notices over SMTP: one connection for each, bounded in time, the server's name checked where there is TLS. */
final class MailNotice {

    private static final String BY = "mail";
    private static final String CONNECT_MILLIS = "5000";
    private static final String READ_MILLIS = "10000";

    private final Mail mail;
    private final Clock clock;
    private final @Nullable Session session;

    MailNotice(Mail mail, Clock clock) {
        this.mail = mail;
        this.clock = clock;
        this.session = mail.host() == null ? null : Session.getInstance(settings(mail));
    }

    /** @param id the same for every try; the mail's own id is made of it, so that a mail program can tell a copy */
    void send(List<String> to, String id, NoticeText notice) throws ActionFailedException {
        if (session == null) {
            throw ActionFailedException.refused(BY, "no_mail_server", "The operator sets baton.actions.mail.host");
        }
        try {
            Address[] recipients = addresses(to);
            MimeMessage message = message(session, recipients, id, notice);
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(mail.username(), mail.password());
                transport.sendMessage(message, recipients);
            }
        } catch (SendFailedException e) {
            if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
                throw MailFailures.of(e);
            }
            // Some have it: nobody is told twice because of the others.
        } catch (MessagingException e) {
            throw MailFailures.of(e);
        }
    }

    private MimeMessage message(Session session, Address[] recipients, String id, NoticeText notice)
            throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + "@" + Addresses.domain(String.valueOf(mail.from())) + ">");
            }
        };
        message.setFrom(new InternetAddress(mail.from()));
        message.setRecipients(Message.RecipientType.TO, recipients);
        message.setSubject(notice.subject(), "UTF-8");
        message.setText(notice.text(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834: nobody's holiday notice shall answer it.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private static Address[] addresses(List<String> to) throws ActionFailedException, MessagingException {
        List<Address> addresses = new ArrayList<>();
        for (String one : to) {
            if (!Addresses.isAddress(one)) {
                throw ActionFailedException.refused(BY, "no_address", "One of the addresses is none");
            }
            addresses.add(new InternetAddress(one));
        }
        return addresses.toArray(Address[]::new);
    }

    private static Properties settings(Mail mail) {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", String.valueOf(mail.host()));
        settings.put("mail.smtp.port", String.valueOf(mail.portOrUsual()));
        settings.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        settings.put("mail.smtp.timeout", READ_MILLIS);
        settings.put("mail.smtp.writetimeout", READ_MILLIS);
        settings.put("mail.smtp.auth", String.valueOf(mail.username() != null));
        settings.put("mail.smtp.sendpartial", "true");
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.ssl.enable", String.valueOf(mail.security() == Security.TLS));
        settings.put("mail.smtp.starttls.enable", String.valueOf(mail.security() == Security.STARTTLS));
        settings.put("mail.smtp.starttls.required", String.valueOf(mail.security() == Security.STARTTLS));
        if (mail.trust() != null) {
            SSLSocketFactory trusted = TrustFile.socketFactory(mail.trust());
            settings.put("mail.smtp.ssl.socketFactory", trusted);
        }
        return settings;
    }
}
