package dev.baton.sip.forward;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is reported about one REFER, usually by one peer, and by several when a proxy forked it. In whatever order the
 * reports come, they say the same in the end. Not thread-safe.
 */
final class Forks {

    private static final int MOST = 8;
    private static final Verdict NOT_SAID =
            new Verdict(ForwardOutcome.UNKNOWN, 0, "the reports ended without a final status");

    private final List<Fork> forks = new ArrayList<>(1);
    private int status;
    private String reason = "";

    private static final class Fork {

        private final String tag;
        private boolean heard;
        private boolean terminated;
        private @Nullable Verdict verdict;

        Fork(String tag) {
            this.tag = tag;
        }
    }

    /** Who answered the REFER will report, even if another one is faster. */
    void answered(String tag) {
        Fork unused = fork(tag);
    }

    /** @return false when there are too many peers */
    boolean take(Report report) {
        Fork fork = fork(report.fork());
        if (fork == null) {
            return false;
        }
        fork.heard = true;
        fork.terminated |= report.terminated();
        if (report.isFinal()) {
            Verdict said = Verdict.of(report);
            fork.verdict = fork.verdict == null ? said : fork.verdict.and(said);
        } else if (report.status() < 200 && report.status() > status) {
            status = report.status();
            reason = report.reason();
        }
        return true;
    }

    private @Nullable Fork fork(String tag) {
        for (Fork fork : forks) {
            if (fork.tag.equals(tag)) {
                return fork;
            }
        }
        if (forks.size() == MOST) {
            return null;
        }
        Fork fork = new Fork(tag);
        forks.add(fork);
        return fork;
    }

    boolean anyHeard() {
        for (Fork fork : forks) {
            if (fork.heard) {
                return true;
            }
        }
        return false;
    }

    /** Who has not reported by now never will. */
    void giveUpSilent() {
        forks.removeIf(fork -> !fork.heard);
    }

    /** A final report that the last one has overtaken would have come by now. */
    void giveUpOvertaken() {
        for (Fork fork : forks) {
            if (fork.terminated && fork.verdict == null) {
                fork.verdict = NOT_SAID;
            }
        }
    }

    /** Whether one has said its last without a final status. */
    boolean anyEndedUnsaid() {
        for (Fork fork : forks) {
            if (fork.terminated && fork.verdict == null) {
                return true;
            }
        }
        return false;
    }

    /** Null as long as something better may come. */
    @Nullable
    Verdict verdict() {
        Verdict all = null;
        boolean open = false;
        for (Fork fork : forks) {
            Verdict one = fork.verdict;
            if (one == null) {
                open = true;
            } else {
                all = all == null ? one : all.and(one);
            }
        }
        return open && (all == null || all.outcome() != ForwardOutcome.ANSWERED) ? null : all;
    }

    /** The highest provisional status so far; 0 for none. */
    int status() {
        return status;
    }

    /** The words for {@link #status}. */
    String reason() {
        return reason;
    }
}
