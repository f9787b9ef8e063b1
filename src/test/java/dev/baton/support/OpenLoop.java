package dev.baton.support;

import static dev.baton.support.GatewayUnderTest.json;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Customers who come whether or not the ones before them were answered. */
public final class OpenLoop {

    private OpenLoop() {}

    /** @param members of the handover, beside those that every one has */
    public static Answers post(URI address, String members, int perSecond, Duration time) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        long next = System.nanoTime();
        long all = perSecond * time.toMillis() / 1_000;
        for (int i = 0; i < all; i++) {
            // Who is late does not make it up: a burst would be another load.
            next = Math.max(next + 1_000_000_000L / perSecond, System.nanoTime());
            LockSupport.parkNanos(next - System.nanoTime());
            calls.add(call(http, address, Messages.with(members)));
        }
        List<Answer> answers = new ArrayList<>();
        for (CompletableFuture<Answer> call : calls) {
            answers.add(call.get());
        }
        return new Answers(answers);
    }

    private static CompletableFuture<Answer> call(HttpClient http, URI address, String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        long began = System.nanoTime();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(response -> new Answer(
                        response, Duration.ofNanos(System.nanoTime() - began).toMillis()));
    }

    record Answer(HttpResponse<String> response, long millis) {}

    /** What came back. */
    public record Answers(List<Answer> all) {

        public Map<Integer, Long> statuses() {
            return all.stream().collect(Collectors.groupingBy(a -> a.response().statusCode(), Collectors.counting()));
        }

        /** The ids of the handovers that the gateway answers for. */
        public List<String> accepted() throws Exception {
            List<String> ids = new ArrayList<>();
            for (Answer answer : all) {
                if (answer.response().statusCode() == 202) {
                    ids.add(json(answer.response()).path("id").asText());
                }
            }
            return ids;
        }

        /** When each refused one is to come back. */
        public List<String> refusals() {
            return all.stream()
                    .filter(answer -> answer.response().statusCode() == 503)
                    .map(answer -> answer.response()
                            .headers()
                            .firstValue("Retry-After")
                            .orElse("never"))
                    .toList();
        }

        public long medianMillisOf(int status) {
            List<Long> sorted = all.stream()
                    .filter(answer -> answer.response().statusCode() == status)
                    .map(Answer::millis)
                    .sorted()
                    .toList();
            return sorted.get(sorted.size() / 2);
        }
    }
}
