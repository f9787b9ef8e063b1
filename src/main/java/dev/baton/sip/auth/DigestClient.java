package dev.baton.sip.auth;

import dev.baton.sip.message.CSeq;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers challenges, 401 as well as 407. Thread-safe. */
public final class DigestClient {

    /** The first without credentials, the second with them: what is refused then is refused. */
    public static final int MOST_TRIES = 2;

    private static final int REMEMBERED_NONCES = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Function<String, Optional<Credentials>> credentialsOfRealm;
    private final Set<DigestAlgorithm> allowed;
    private final Supplier<String> cnonces;
    private final Map<String, Integer> uses = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED_NONCES;
        }
    };

    /**
     * @param credentialsOfRealm empty for a realm that gets none
     * @param allowed the algorithms that may be used, whatever a peer wants
     */
    public DigestClient(Function<String, Optional<Credentials>> credentialsOfRealm, Set<DigestAlgorithm> allowed) {
        this(credentialsOfRealm, allowed, DigestClient::randomCnonce);
    }

    DigestClient(
            Function<String, Optional<Credentials>> credentialsOfRealm,
            Set<DigestAlgorithm> allowed,
            Supplier<String> cnonces) {
        this.credentialsOfRealm = credentialsOfRealm;
        this.allowed = Set.copyOf(allowed);
        this.cnonces = cnonces;
    }

    /**
     * The request to send next: with credentials, the next CSeq, and no Via yet.
     *
     * @param tries how often the request has been sent, this time included
     * @return empty when there is nothing better to send: the refusal stands
     */
    public Optional<SipRequest> retry(SipRequest refused, SipResponse refusal, int tries) {
        boolean proxy = refusal.status() == 407;
        if (tries >= MOST_TRIES || refusal.status() != 401 && !proxy) {
            return Optional.empty();
        }
        String answerName = proxy ? "Proxy-Authorization" : "Authorization";
        List<String> challenges = refusal.headers().all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        CSeq next = new CSeq(refused.cseq().number() + 1, refused.method());
        SipHeaders.Builder headers =
                refused.headers().without("Via").without(answerName).replacing("CSeq", next.toString()).toBuilder();
        boolean answered = false;
        for (DigestChallenge challenge : strongest(challenges)) {
            Optional<Credentials> credentials = credentialsOfRealm.apply(challenge.realm());
            if (credentials.isPresent()) {
                headers.add(answerName, answer(challenge, refused, credentials.get()));
                answered = true;
            }
        }
        return answered ? Optional.of(refused.withHeaders(headers.build())) : Optional.empty();
    }

    private String answer(DigestChallenge challenge, SipRequest request, Credentials credentials) {
        int count;
        synchronized (uses) {
            count = uses.merge(challenge.nonce(), 1, Integer::sum);
        }
        return challenge.answer(request.method(), request.uri().toString(), credentials, count, cnonces.get());
    }

    /** Of each realm the challenge with the strongest algorithm. */
    private Iterable<DigestChallenge> strongest(List<String> values) {
        Map<String, DigestChallenge> ofRealm = new TreeMap<>();
        values.stream()
                .flatMap(value -> DigestChallenge.parse(value).stream())
                .filter(challenge -> allowed.contains(challenge.algorithm()))
                .sorted(Comparator.comparing(DigestChallenge::algorithm))
                .forEach(challenge -> ofRealm.putIfAbsent(challenge.realm(), challenge));
        return ofRealm.values();
    }

    private static String randomCnonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
