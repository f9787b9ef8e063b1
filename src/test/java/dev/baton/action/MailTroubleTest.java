package dev.baton.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.action.ActionProperties.Mail;
import dev.baton.action.ActionProperties.Security;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.problem.StartRefusedException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes wrong with a mail server, told so that the operator knows what to correct. */
class MailTroubleTest {

    private static final NoticeText NOTICE = new NoticeText("subject", List.of("line"), null);

    private static MailServer withTls;
    private static MailServer plain;
    private static String trust;

    @BeforeAll
    static void start() throws Exception {
        trust = MailServer.certificate().toString();
        withTls = MailServer.start("smtps");
        plain = MailServer.start("smtp");
    }

    @AfterAll
    static void stop() {
        withTls.close();
        plain.close();
    }

    @Test
    void a_server_without_starttls_gets_nothing() {
        assertThat(failure(plain.port(), Security.STARTTLS, MailServer.PASSWORD, null)
                        .failureClass())
                .isEqualTo(FailureClass.TRY_AGAIN);
        assertThat(plain.received()).isEmpty();
    }

    @Test
    void one_that_shall_have_none_gets_it() throws Exception {
        new MailNotice(mail(plain.port(), Security.NONE, MailServer.PASSWORD, null), Clock.systemUTC())
                .send(List.of("a@example.org"), "id", NOTICE);

        assertThat(plain.received()).hasSize(1);
    }

    @Test
    void a_wrong_password_needs_the_operator_and_is_not_repeated() {
        Failure failure = failure(withTls.port(), Security.TLS, "wrong-canary", trust);

        assertThat(failure.failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
        assertThat(failure.code()).isEqualTo("unauthorized");
        assertThat(failure.reason()).doesNotContain("canary");
    }

    @Test
    void a_certificate_that_is_not_trusted_needs_the_operator() {
        Failure failure = failure(withTls.port(), Security.TLS, MailServer.PASSWORD, null);

        assertThat(failure.failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
        assertThat(failure.code()).isEqualTo("untrusted_certificate");
    }

    @Test
    void nobody_there_is_tried_again() {
        Failure failure = failure(1, Security.TLS, MailServer.PASSWORD, trust);

        assertThat(failure.failureClass()).isEqualTo(FailureClass.TRY_AGAIN);
    }

    @Test
    void a_setting_that_can_not_work_is_refused_at_the_start() {
        assertThat(catchThrowableOfType(
                        StartRefusedException.class,
                        () -> new Mail("h", null, Security.TLS, null, null, null, List.of(), Set.of(), null)))
                .hasMessageContaining("baton.actions.mail.from");
        assertThat(catchThrowableOfType(
                        StartRefusedException.class,
                        () -> new ActionProperties.Webhook("ftp://canary", ActionProperties.Style.SLACK)))
                .hasMessageContaining("baton.actions.webhooks")
                .message()
                .doesNotContain("canary");
    }

    private static Failure failure(int port, Security security, String password, @Nullable String trusted) {
        MailNotice notice = new MailNotice(mail(port, security, password, trusted), Clock.systemUTC());
        ActionFailedException failed = catchThrowableOfType(
                ActionFailedException.class, () -> notice.send(List.of("a@example.org"), "id", NOTICE));
        assertThat(failed).isNotNull();
        return failed.failure();
    }

    private static Mail mail(int port, Security security, String password, @Nullable String trusted) {
        return new Mail(
                "127.0.0.1",
                port,
                security,
                MailServer.USER,
                password,
                "handover@example.org",
                List.of(),
                Set.of(),
                trusted);
    }
}
