package dev.baton.sip.forward;

import dev.baton.sip.message.SipResponse;
import dev.baton.sip.transaction.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One forward, from its start to its end. What happens to it may come from any thread and in any order; its lock is
 * never held while the listener is told.
 */
final class Moving {

    private final Forward forward;
    private final DialogKey key;
    private final Pace pace;
    private final Runnable gone;
    private final Told told;
    private final Belonging belonging;
    private final Forks forks = new Forks();
    private final long began;
    private int referStatus;
    private int toldStatus;
    private boolean sent;
    private boolean answered;
    private boolean ended;
    private Timers.@Nullable Handle deadline;
    private Timers.@Nullable Handle lateness;

    /** @param gone called once, before the listener hears of the end */
    Moving(Forward forward, DialogKey key, ForwardListener listener, Pace pace, Runnable gone) {
        this.forward = forward;
        this.key = key;
        this.pace = pace;
        this.gone = gone;
        this.told = new Told(listener);
        this.belonging = new Belonging(forward);
        this.began = pace.nanoClock().getAsLong();
    }

    Forward forward() {
        return forward;
    }

    DialogKey key() {
        return key;
    }

    Belonging belonging() {
        return belonging;
    }

    /** The REFER is about to leave; from now on nobody can say that nothing has happened. */
    synchronized boolean mayBeSent() {
        sent |= !ended;
        return !ended;
    }

    synchronized boolean wasSent() {
        return sent;
    }

    synchronized boolean wasAnswered() {
        return answered;
    }

    /** The final answer to the REFER, after all tries. */
    void answered(SipResponse response) {
        synchronized (this) {
            if (answered || ended) {
                return;
            }
            referStatus = response.status();
            if (response.isSuccess()) {
                accepted(response);
            } else if (forks.anyHeard()) {
                // Somebody took it, whatever somebody else, such as a proxy that lost patience, says.
                waitForReports();
            } else {
                end(Outcomes.ofAnswer(referStatus), 0, Words.of(response.headers(), response.reason()));
            }
        }
        told.tell();
    }

    private void accepted(SipResponse response) {
        told.add(listener -> listener.accepted(response.status()));
        if (!forward.reports() || Acceptance.isWithoutReports(response)) {
            if (!decided()) {
                end(ForwardOutcome.ACCEPTED_UNVERIFIED, forks.status(), Words.printable(response.reason()));
            }
            return;
        }
        response.to().tag().ifPresent(forks::answered);
        waitForReports();
    }

    private void waitForReports() {
        answered = true;
        if (!decided()) {
            Duration first = Pace.smaller(pace.firstReport(), forward.ringing());
            deadline = pace.timers().schedule(first, () -> firstReportIsDue(first));
        }
    }

    /** There is no answer to the REFER. */
    void failed(ForwardOutcome outcome, String reason) {
        synchronized (this) {
            if (answered || ended) {
                return;
            }
            if (forks.anyHeard()) {
                waitForReports();
            } else {
                end(outcome, 0, Words.printable(reason));
            }
        }
        told.tell();
    }

    /** @return false when it comes from one peer too many */
    boolean reported(Report report) {
        boolean taken;
        synchronized (this) {
            if (ended) {
                return true;
            }
            taken = forks.take(report);
            boolean known = answered && decided();
            // An answer, or a final report, that this one has overtaken may still be on its way.
            if (!known && lateness == null && (forks.anyEndedUnsaid() || !answered && forks.verdict() != null)) {
                lateness = pace.timers().schedule(pace.overtaken(), this::nothingWasOvertaken);
            }
        }
        told.tell();
        return taken;
    }

    private void nothingWasOvertaken() {
        synchronized (this) {
            lateness = null;
            forks.giveUpOvertaken();
            // Progress is not told before the answer is.
            boolean unused = !ended && (answered || forks.verdict() != null) && decided();
        }
        told.tell();
    }

    private void firstReportIsDue(Duration waited) {
        synchronized (this) {
            if (ended) {
                return;
            }
            forks.giveUpSilent();
            Duration left = forward.ringing().minus(waited);
            if (!forks.anyHeard()) {
                unknown("no report", waited);
            } else if (!decided()) {
                deadline = pace.timers().schedule(left, this::finalReportIsDue);
            }
        }
        told.tell();
    }

    private void finalReportIsDue() {
        synchronized (this) {
            if (!ended) {
                unknown("no final report", forward.ringing());
            }
        }
        told.tell();
    }

    private void unknown(String what, Duration waited) {
        end(
                ForwardOutcome.UNKNOWN,
                forks.status(),
                what + " within " + waited.toMillis() + " ms after the REFER was accepted");
    }

    /** Nobody waits for it any longer. */
    void stop(String reason) {
        synchronized (this) {
            if (!ended) {
                end(sent ? ForwardOutcome.UNKNOWN : ForwardOutcome.UNREACHABLE, forks.status(), reason);
            }
        }
        told.tell();
    }

    private boolean decided() {
        int status = forks.status();
        if (status > toldStatus) {
            String reason = forks.reason();
            toldStatus = status;
            told.add(listener -> listener.progressed(status, reason));
        }
        Verdict verdict = forks.verdict();
        if (verdict != null) {
            end(verdict.outcome(), verdict.status() == 0 ? status : verdict.status(), verdict.reason());
        }
        return verdict != null;
    }

    private void end(ForwardOutcome outcome, int finalStatus, String reason) {
        ended = true;
        cancel(deadline);
        cancel(lateness);
        Duration took = Duration.ofNanos(pace.nanoClock().getAsLong() - began);
        ForwardResult result = new ForwardResult(outcome, referStatus, finalStatus, reason, took);
        told.add(listener -> listener.ended(result));
        gone.run();
    }

    private static void cancel(Timers.@Nullable Handle handle) {
        if (handle != null) {
            handle.cancel();
        }
    }
}
