package dev.baton.report;

import dev.baton.ledger.Facet;
import dev.baton.ledger.Fact;
import dev.baton.ledger.Facts;
import dev.baton.ledger.Rating;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts facts in the groups of a question. */
final class Groups implements Facts.Reader {

    static final int MOST = 10_000;

    private static final Comparator<@Nullable String> NONE_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    private final List<Dimension> by;
    private final Days days;
    private final int dayAt;
    private final Map<List<@Nullable String>, @Nullable Numbers[]> groups = new HashMap<>();
    private int count;

    Groups(Question question) {
        this.by = question.by();
        this.days = new Days(question);
        this.dayAt = by.indexOf(Dimension.DAY);
    }

    /** @param key as the question's dimensions; null for what a handover does not have */
    record Line(List<@Nullable String> key, Numbers numbers) {}

    @Override
    public Facts.Tally of(Facet facet) {
        List<@Nullable String> key = new ArrayList<>(by.size());
        by.forEach(dimension -> key.add(dimension.of(facet)));
        @Nullable Numbers[] ofKey = groups.computeIfAbsent(key, none -> new Numbers[dayAt < 0 ? 1 : days.count()]);
        return new Facts.Tally() {
            @Override
            public void add(Fact fact) {
                numbers(ofKey, fact.requestedAt()).add(facet, fact);
            }

            @Override
            public void add(Rating rating) {
                numbers(ofKey, rating.requestedAt()).add(rating);
            }
        };
    }

    private Numbers numbers(@Nullable Numbers[] ofKey, long requestedAt) {
        int day = dayAt < 0 ? 0 : days.of(requestedAt);
        Numbers numbers = ofKey[day];
        if (numbers == null) {
            numbers = another();
            ofKey[day] = numbers;
        }
        return numbers;
    }

    private Numbers another() {
        count++;
        if (count > MOST) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "The report would have more than " + MOST + " groups. Ask for fewer days, or leave out one of "
                            + String.join(
                                    ", ", by.stream().map(Dimension::wireName).toList())
                            + "."));
        }
        return new Numbers();
    }

    /** In the order of their keys. Groups without handovers have no line. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>(count);
        groups.forEach((key, perDay) -> {
            for (int day = 0; day < perDay.length; day++) {
                Numbers numbers = perDay[day];
                if (numbers != null) {
                    lines.add(new Line(dayAt < 0 ? key : with(key, days.day(day).toString()), numbers));
                }
            }
        });
        lines.sort(Groups::compare);
        return lines;
    }

    private List<@Nullable String> with(List<@Nullable String> key, String day) {
        List<@Nullable String> full = new ArrayList<>(key);
        full.set(dayAt, day);
        return Collections.unmodifiableList(full);
    }

    private static int compare(Line one, Line other) {
        for (int i = 0; i < one.key().size(); i++) {
            int order = NONE_LAST.compare(one.key().get(i), other.key().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
