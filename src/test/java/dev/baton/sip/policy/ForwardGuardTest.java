package dev.baton.sip.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Caps hold, over a restart too, and nothing happens that is not on record. */
class ForwardGuardTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DialPlan PLAN = new DialPlan(List.of("+49"), List.of(), List.of(), "sbc.example.net");

    @TempDir
    Path folder;

    private final Hands clock = new Hands();
    private int calls;

    /** A clock that is turned by hand. */
    private static final class Hands extends Clock {
        private Instant now = NOON;

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private Attempt attempt(Caps caps, String number, String callId) throws ForwardRefusedException {
        return new Attempt("sbc", caps, PLAN.resolve(number), callId);
    }

    private Permit acquire(ForwardGuard guard, Caps caps, String number) throws ForwardRefusedException {
        return guard.acquire(attempt(caps, number, "call-" + calls++));
    }

    private Refusal refusal(ForwardGuard guard, Caps caps, String number) {
        return catchThrowableOfType(ForwardRefusedException.class, () -> acquire(guard, caps, number))
                .refusal();
    }

    @Test
    void aMinuteHasItsCap() throws Exception {
        Caps caps = new Caps(2, 2, 100, 100);
        try (ForwardGuard guard = ForwardGuard.inMemory(clock)) {
            acquire(guard, caps, "+4930901820");
            clock.turn(Duration.ofSeconds(30));
            acquire(guard, caps, "+4930901821");

            assertThat(refusal(guard, caps, "+4930901822")).isEqualTo(Refusal.TOO_MANY_PER_MINUTE);
            clock.turn(Duration.ofSeconds(30));
            acquire(guard, caps, "+4930901822");
            assertThat(refusal(guard, caps, "+4930901823")).isEqualTo(Refusal.TOO_MANY_PER_MINUTE);
        }
    }

    @Test
    void aNumberHasItsCap() throws Exception {
        Caps caps = new Caps(100, 1, 100, 100);
        try (ForwardGuard guard = ForwardGuard.inMemory(clock)) {
            acquire(guard, caps, "+4930901820");

            assertThat(refusal(guard, caps, "+49 30 90 18 20")).isEqualTo(Refusal.TOO_MANY_TO_THE_NUMBER);
            acquire(guard, caps, "+4930901821");
        }
    }

    @Test
    void whatIsGoingOnHasItsCapAndAnEndMakesRoomOnce() throws Exception {
        Caps caps = new Caps(100, 100, 2, 100);
        try (ForwardGuard guard = ForwardGuard.inMemory(clock)) {
            Permit first = acquire(guard, caps, "+4930901820");
            acquire(guard, caps, "+4930901820");
            assertThat(refusal(guard, caps, "+4930901820")).isEqualTo(Refusal.TOO_MANY_AT_ONCE);

            first.release("answered", false);
            first.release("answered", false);

            acquire(guard, caps, "+4930901820");
            assertThat(refusal(guard, caps, "+4930901820")).isEqualTo(Refusal.TOO_MANY_AT_ONCE);
        }
    }

    @Test
    void aClockThatIsSetBackNeitherOpensTheDayNorClosesTheMinute() throws Exception {
        Caps caps = new Caps(1, 1, 100, 2);
        try (ForwardGuard guard = ForwardGuard.inMemory(clock)) {
            acquire(guard, caps, "+4930901820");
            clock.turn(Duration.ofHours(-13));
            acquire(guard, caps, "+4930901820");

            clock.turn(Duration.ofMinutes(2));
            assertThat(refusal(guard, caps, "+4930901820")).isEqualTo(Refusal.TOO_MANY_TODAY);
        }
    }

    @Test
    void aDayThatNeverCameIsForgotten() throws Exception {
        Caps caps = new Caps(1, 1, 100, 1);
        try (ForwardGuard guard = ForwardGuard.inMemory(clock)) {
            clock.turn(Duration.ofDays(9_000));
            acquire(guard, caps, "+4930901820");
            clock.turn(Duration.ofDays(-9_000));

            acquire(guard, caps, "+4930901820");
        }
    }

    @Test
    void aCallIsMovedOnceForADay() throws Exception {
        try (ForwardGuard guard = ForwardGuard.inMemory(clock)) {
            Attempt attempt = attempt(Caps.DEFAULT, "+4930901820", "one");
            guard.acquire(attempt).release("busy", false);

            assertThatThrownBy(() -> guard.acquire(attempt)).hasMessageContaining("forwarded before");
            clock.turn(Duration.ofHours(24));
            assertThatThrownBy(() -> guard.acquire(attempt)).hasMessageContaining("forwarded before");
            clock.turn(Duration.ofSeconds(1));
            guard.acquire(attempt);
        }
    }

    @Test
    void aCallThatThePeerDidNotTouchMayBeMovedAgain() throws Exception {
        Attempt attempt = attempt(Caps.DEFAULT, "+4930901820", "one");
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            guard.acquire(attempt).release("unreachable", true);
        }
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            guard.acquire(attempt);
        }
    }

    @Test
    void aRestartKeepsTheDaysCountAndTheCallsThatWereMoved() throws Exception {
        Caps caps = new Caps(100, 100, 100, 3);
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            acquire(guard, caps, "+4930901820").release("answered", false);
            acquire(guard, caps, "+4930901820");
        }
        clock.turn(Duration.ofHours(1));
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            Attempt moved = attempt(caps, "+4930901820", "call-0");
            assertThatThrownBy(() -> guard.acquire(moved)).hasMessageContaining("forwarded before");
            acquire(guard, caps, "+4930901820");
            assertThat(refusal(guard, caps, "+4930901820")).isEqualTo(Refusal.TOO_MANY_TODAY);

            clock.turn(Duration.ofHours(11));
            acquire(guard, caps, "+4930901820");
            assertThatThrownBy(() -> guard.acquire(moved)).hasMessageContaining("forwarded before");
        }
    }

    @Test
    void halfALineOfAKilledProcessHurtsNobody() throws Exception {
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            acquire(guard, Caps.DEFAULT, "+4930901820");
        }
        Files.writeString(record(), "{\"time\":\"2026-11-21T12:00:00Z\",\"ev", StandardOpenOption.APPEND);
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            acquire(guard, Caps.DEFAULT, "+4930901820");
        }
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            for (String callId : List.of("call-0", "call-1")) {
                Attempt moved = attempt(Caps.DEFAULT, "+4930901820", callId);
                assertThatThrownBy(() -> guard.acquire(moved)).hasMessageContaining("forwarded before");
            }
        }
    }

    private Path record() {
        return folder.resolve("forwards-2026-11-21.jsonl");
    }

    @Test
    void theRecordIsWrittenBeforeAnythingIsSentAndNamesNobody() throws Exception {
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            Permit permit = guard.acquire(attempt(Caps.DEFAULT, "+4930901820", "9f2c-secret@sbc"));
            assertThat(Files.readAllLines(record())).singleElement().asString().contains("PERMITTED");
            permit.release("busy", false);
        }

        assertThat(Files.readString(record()))
                .contains("\"number\":\"+49…820\"", "\"target\":\"sbc\"", "\"outcome\":\"busy\"")
                .doesNotContain("901820", "9f2c");
    }

    @Test
    void whatCannotBePutOnRecordDoesNotHappen() throws Exception {
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            Files.createDirectory(record());

            assertThat(refusal(guard, Caps.DEFAULT, "+4930901820")).isEqualTo(Refusal.NOT_ON_RECORD);
            assertThat(guard.current("sbc")).isZero();

            Files.delete(record());
            acquire(guard, Caps.DEFAULT, "+4930901820");
        }
    }

    /** A device that is always full. */
    @Test
    void aFullDiskStopsForwards() throws Exception {
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            Files.createSymbolicLink(record(), Path.of("/dev/full"));

            assertThatThrownBy(() -> acquire(guard, Caps.DEFAULT, "+4930901820"))
                    .isInstanceOf(ForwardRefusedException.class)
                    .hasMessageContaining("makes room on the disk");
        }
    }

    /** A device that takes everything and keeps nothing, and says so when it is asked to sync. */
    @Test
    void whatTheLossOfPowerWouldTakeFromTheRecordDoesNotHappen() throws Exception {
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            Files.createSymbolicLink(record(), Path.of("/dev/null"));

            assertThat(refusal(guard, Caps.DEFAULT, "+4930901820")).isEqualTo(Refusal.NOT_ON_RECORD);
            assertThat(guard.current("sbc")).isZero();
        }
    }

    @Test
    void manyAtOnceAreAllOnRecord() throws Exception {
        Caps caps = new Caps(1_000, 1_000, 1_000, 1_000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            List<Callable<Permit>> acquiring = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                Attempt attempt = attempt(caps, "+4930901820", "at-once-" + i);
                acquiring.add(() -> guard.acquire(attempt));
            }
            for (Future<Permit> permit : threads.invokeAll(acquiring)) {
                assertThat(permit.get()).isNotNull();
            }
            assertThat(Files.readAllLines(record())).hasSize(80);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusalsFillNoDisk() throws Exception {
        Caps caps = new Caps(1, 1, 1, 1);
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            acquire(guard, caps, "+4930901820");
            for (int i = 0; i < 1_000; i++) {
                refusal(guard, caps, "+4930901820");
            }
            assertThat(Files.readAllLines(record())).hasSize(61);
            clock.turn(Duration.ofMinutes(1));
            refusal(guard, caps, "+4930901820");
            assertThat(Files.readAllLines(record()))
                    .hasSize(62)
                    .last()
                    .asString()
                    .contains("\"leftOut\":940");
        }
    }

    @Test
    void twoGatewaysDoNotShareAFolder() throws Exception {
        try (ForwardGuard guard = ForwardGuard.inFolder(folder, clock)) {
            assertThatThrownBy(() -> ForwardGuard.inFolder(folder, clock))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another gateway");
            assertThat(guard.current(null)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,1", "1,0,1,1", "1,1,0,1", "1,1,1,0", "1000001,1,1,1"})
    void aCapIsAtLeastOne(int minute, int one, int once, int day) {
        assertThatThrownBy(() -> new Caps(minute, one, once, day)).hasMessageContaining("expected 1 to 1000000");
    }
}
