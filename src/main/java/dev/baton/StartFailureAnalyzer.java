package dev.baton;

import dev.baton.problem.StartRefusedException;
import dev.baton.source.SourceException;
import dev.baton.target.ConfigurationException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says why the gateway does not start in the words of whoever refused, where a stack trace would bury them. */
final class StartFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return first(failure, StartFailureAnalyzer::isForPeople)
                .map(cause -> analysis("", cause, failure))
                .or(() -> first(failure, CamelSpringBootInitializationException.class::isInstance)
                        .map(camel -> analysis("The routes cannot be used. ", root(camel), failure)))
                .orElse(null);
    }

    private static boolean isForPeople(Throwable cause) {
        return cause instanceof StartRefusedException
                || cause instanceof ConfigurationException
                || cause instanceof SourceException;
    }

    private static FailureAnalysis analysis(String headline, Throwable cause, Throwable failure) {
        return new FailureAnalysis(
                headline + cause.getMessage(),
                cause instanceof ConfigurationException
                        ? "Correct the file, or name another one with --baton.targets=<file>, and start again."
                        : "Correct this and start again.",
                failure);
    }

    private static Optional<Throwable> first(Throwable failure, Predicate<Throwable> wanted) {
        return causes(failure).filter(wanted).findFirst();
    }

    private static Throwable root(Throwable failure) {
        return causes(failure).reduce(failure, (outer, inner) -> inner);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
