package dev.baton.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.baton.handover.HandoverState;
import dev.baton.ledger.Facet;
import dev.baton.ledger.Fact;
import dev.baton.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted, against the plainest way to count it. Behaviours 9, 73, 77. */
class GroupsTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Facet FACET =
            new Facet("a", "text", "support", "desk", null, "other", "nl", "keyword", null, HandoverState.ACTIVE);

    private record One(Facet facet, Fact fact) {

        boolean isTaken() {
            return fact.takenAfter() >= 0
                    || isHuman()
                    || Set.of("ACCEPTED", "QUEUED").contains(facet.state().name());
        }

        boolean isHuman() {
            return fact.assignedAfter() >= 0
                    || Set.of("ASSIGNED", "ACTIVE", "COMPLETED", "RETURNED")
                            .contains(facet.state().name());
        }

        boolean isJudged() {
            return facet.trigger() != null
                    && isTaken()
                    && (isHuman() || facet.state().isTerminal());
        }

        boolean isDone() {
            return Set.of("COMPLETED", "RETURNED").contains(facet.state().name());
        }

        String day() {
            return Instant.ofEpochMilli(fact.requestedAt())
                    .atZone(AMSTERDAM)
                    .toLocalDate()
                    .toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DAY",
                "STEP",
                "LANGUAGE,DAY",
                "DAY,STEP,TARGET,FIRST_TARGET,REASON,CHANNEL,TRIGGER,CLIENT",
                "DISPOSITION"
            })
    void counts_are_those_of_who_counts_one_by_one(String names) {
        List<Dimension> by = Stream.of(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(Dimension::valueOf)
                .toList();
        List<One> all = random(20_000);
        Groups groups = groups(by);
        all.forEach(one -> groups.of(one.facet()).add(one.fact()));

        List<Groups.Line> lines = groups.lines();

        assertThat(lines).extracting(Groups.Line::key).doesNotHaveDuplicates();
        var apart = all.stream().collect(Collectors.groupingBy(one -> key(one, by)));
        assertThat(lines).hasSameSizeAs(apart.keySet());
        lines.forEach(line -> agree(line.numbers(), Objects.requireNonNull(apart.get(line.key()))));
        Numbers total = new Numbers();
        lines.forEach(line -> total.add(line.numbers()));
        agree(total, all);
    }

    private static List<@Nullable String> key(One one, List<Dimension> by) {
        List<@Nullable String> key = new ArrayList<>();
        by.forEach(dimension -> key.add(dimension == Dimension.DAY ? one.day() : dimension.of(one.facet())));
        return key;
    }

    private static void agree(Numbers numbers, Collection<One> all) {
        assertThat(numbers.requested).isEqualTo(all.size());
        assertThat(numbers.accepted).isEqualTo(count(all, One::isTaken));
        assertThat(numbers.fallback).isEqualTo(count(all, one -> one.facet().firstTarget() != null));
        assertThat(numbers.open())
                .isEqualTo(count(all, one -> !one.facet().state().isTerminal()));
        for (HandoverState state : HandoverState.values()) {
            assertThat(numbers.in(state))
                    .isEqualTo(count(all, one -> one.facet().state() == state));
        }
        assertThat(numbers.triggered).isEqualTo(count(all, one -> one.facet().trigger() != null));
        long judged = count(all, One::isJudged);
        long right = count(
                all,
                one -> one.isJudged()
                        && one.isHuman()
                        && !"unnecessary".equals(one.facet().disposition()));
        if (judged == 0) {
            assertThat(numbers.precision()).isNull();
        } else {
            assertThat(numbers.precision()).isCloseTo((double) right / judged, within(0.0001));
        }
        agree(numbers.toAccepted, all, one -> true, one -> one.fact().takenAfter());
        agree(numbers.toAssigned, all, one -> true, one -> one.fact().assignedAfter());
        agree(numbers.toEnd, all, One::isDone, one -> one.fact().endedAfter());
        agree(
                numbers.withHuman,
                all,
                one -> one.isDone() && one.fact().assignedAfter() >= 0,
                one -> one.fact().endedAfter() - one.fact().assignedAfter());
    }

    private static long count(Collection<One> all, Predicate<One> which) {
        return all.stream().filter(which).count();
    }

    private static void agree(Span span, Collection<One> all, Predicate<One> which, ToLongFunction<One> time) {
        long[] sorted = all.stream()
                .filter(which)
                .mapToLong(time)
                .filter(millis -> millis >= 0)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            assertThat(span.mean()).isNull();
            assertThat(span.percentile(50)).isNull();
            return;
        }
        long sum = 0;
        for (long millis : sorted) {
            sum += millis;
        }
        assertThat(span.mean()).isEqualTo(Math.round((double) sum / sorted.length));
        for (int percent : List.of(50, 95)) {
            long exact = sorted[(sorted.length * percent + 99) / 100 - 1];
            assertThat(span.percentile(percent))
                    .isBetween(exact, sorted.length <= Span.EXACT ? exact : exact + exact / 100 + 1);
        }
    }

    @Test
    void a_day_is_as_long_as_it_is_where_the_question_comes_from() {
        // The clocks go back in the night of the 25th: 25 hours.
        Question question = question(LocalDate.of(2026, 10, 24), LocalDate.of(2026, 10, 26), List.of(Dimension.DAY));
        Groups groups = new Groups(question);
        Instant first = question.query().from();
        for (int hour = 0; hour < 24 + 25 + 24; hour++) {
            groups.of(FACET).add(new Fact(first.plusSeconds(hour * 3600L).toEpochMilli(), -1, -1, -1));
        }

        assertThat(groups.lines())
                .extracting(line -> line.key().get(0) + " " + line.numbers().requested)
                .containsExactly("2026-10-24 24", "2026-10-25 25", "2026-10-26 24");
        assertThat(question.query().until()).isEqualTo(first.plusSeconds(73 * 3600));
    }

    @ParameterizedTest
    @EnumSource(HandoverState.class)
    void a_trigger_is_judged_only_when_it_is_known_whether_a_human_came(HandoverState state) {
        Numbers numbers = new Numbers();
        numbers.add(with(state), new Fact(0, 10, -1, 20));

        boolean human = Set.of("ASSIGNED", "ACTIVE", "COMPLETED", "RETURNED").contains(state.name());
        assertThat(numbers.judged).isEqualTo(human || state.isTerminal() ? 1 : 0);
        assertThat(numbers.right).isEqualTo(human ? 1 : 0);
    }

    @Test
    void more_groups_than_anybody_reads_are_refused() {
        Groups groups = groups(List.of(Dimension.STEP));

        assertThatThrownBy(() -> IntStream.rangeClosed(0, Groups.MOST).forEach(i -> groups.of(new Facet(
                                "a", "text", "step" + i, "desk", null, null, null, null, null, HandoverState.FAILED))
                        .add(new Fact(Instant.parse("2026-10-20T10:00:00Z").toEpochMilli(), -1, -1, 5))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 10000 groups")
                .hasMessageContaining("step");
    }

    private static Facet with(HandoverState state) {
        return new Facet("a", "text", null, "desk", null, null, null, "keyword", null, state);
    }

    private static Groups groups(List<Dimension> by) {
        return new Groups(question(LocalDate.of(2026, 10, 20), LocalDate.of(2026, 10, 31), by));
    }

    private static Question question(LocalDate from, LocalDate to, List<Dimension> by) {
        return new Question(null, from, to, AMSTERDAM, by, false);
    }

    private static List<One> random(int number) {
        Random random = new Random(7);
        long from =
                LocalDate.of(2026, 10, 20).atStartOfDay(AMSTERDAM).toInstant().toEpochMilli();
        return IntStream.range(0, number)
                .mapToObj(i -> {
                    HandoverState state = HandoverState.values()[random.nextInt(HandoverState.values().length)];
                    long taken = random.nextBoolean() ? random.nextInt(100_000_000) : Fact.NEVER;
                    long assigned = taken >= 0 && random.nextBoolean() ? taken + random.nextInt(5_000) : Fact.NEVER;
                    long end = Math.max(0, Math.max(taken, assigned)) + random.nextInt(1_000_000);
                    return new One(
                            facet(random, state),
                            new Fact(
                                    from + (long) (random.nextDouble() * 11 * 86_400_000),
                                    taken,
                                    assigned,
                                    state.isTerminal() ? end : Fact.NEVER));
                })
                .toList();
    }

    private static Facet facet(Random random, HandoverState state) {
        return new Facet(
                "c" + random.nextInt(2),
                random.nextBoolean() ? "text" : "voice",
                random.nextBoolean() ? "support" : null,
                "t" + random.nextInt(3),
                random.nextInt(4) == 0 ? "first" : null,
                "r" + random.nextInt(2),
                new String[] {"nl", "nl-NL", "NL-be", "en", null}[random.nextInt(5)],
                random.nextBoolean() ? "keyword" : null,
                new String[] {"solved", "unnecessary", null}[random.nextInt(3)],
                state);
    }
}
