package dev.baton.report;

import dev.baton.handover.HandoverState;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A number of a report.
 *
 * @param of absent where there is nothing to make it from
 */
record Measure(String name, Function<Numbers, @Nullable Number> of) {

    /** In the order of the answer. */
    static final List<Measure> COUNTS = List.of(
            new Measure("requested", numbers -> numbers.requested),
            new Measure("accepted", numbers -> numbers.accepted),
            new Measure("fallback", numbers -> numbers.fallback),
            new Measure("open", Numbers::open),
            new Measure("logged", numbers -> numbers.in(HandoverState.LOGGED)),
            new Measure("completed", numbers -> numbers.in(HandoverState.COMPLETED)),
            new Measure("returned", numbers -> numbers.in(HandoverState.RETURNED)),
            new Measure("cancelled", numbers -> numbers.in(HandoverState.CANCELLED)),
            new Measure("expired", numbers -> numbers.in(HandoverState.EXPIRED)),
            new Measure("failed", numbers -> numbers.in(HandoverState.FAILED) + numbers.in(HandoverState.REJECTED)),
            new Measure("triggered", numbers -> numbers.triggered),
            new Measure("triggersJudged", numbers -> numbers.judged),
            new Measure("triggersRight", numbers -> numbers.right),
            new Measure("triggerPrecision", Numbers::precision),
            new Measure("rated", numbers -> numbers.rated),
            new Measure("botRating", numbers -> numbers.ofBot.mean()),
            new Measure("agentRating", numbers -> numbers.ofAgent.mean()));

    /** Each has {@link #PARTS}. */
    static final List<Times> TIMES = List.of(
            new Times("millisToAccepted", numbers -> numbers.toAccepted),
            new Times("millisToAssigned", numbers -> numbers.toAssigned),
            new Times("millisToEnd", numbers -> numbers.toEnd),
            new Times("millisWithHuman", numbers -> numbers.withHuman));

    static final List<Part> PARTS = List.of(
            new Part("mean", Span::mean),
            new Part("p50", span -> span.percentile(50)),
            new Part("p95", span -> span.percentile(95)));

    record Times(String name, Function<Numbers, Span> of) {}

    record Part(String name, Function<Span, @Nullable Long> of) {}
}
