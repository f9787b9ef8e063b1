package dev.baton.sip.auth;

import dev.baton.sip.message.CSeq;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
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

    /**
     * The first without credentials, or with ones for a nonce known from before; the second with them; the third only
     * when the second's nonce was stale, or when a proxy and its server both want some.
     */
    public static final int MOST_TRIES = 3;

    private static final String SERVER = "Authorization";
    private static final String PROXY = "Proxy-Authorization";
    private static final int REMEMBERED_NONCES = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Function<String, Optional<Credentials>> credentialsOfRealm;
    private final Set<DigestAlgorithm> allowed;
    private final Supplier<String> cnonces;
    private final KnownChallenges known = new KnownChallenges();
    private final Map<String, Integer> uses = new LinkedHashMap<>(16, 0.75f, true) {
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

    /** The request as it is sent first: with credentials when its peer is known to want them. */
    public SipRequest prepare(SipRequest request) {
        SipRequest prepared = request;
        for (String header : List.of(SERVER, PROXY)) {
            List<DigestChallenge> challenges = known.at(place(header, request));
            if (!challenges.isEmpty()) {
                prepared = answered(prepared, prepared.headers().toBuilder(), header, challenges)
                        .orElse(prepared);
            }
        }
        return prepared;
    }

    /**
     * The request to send next: with credentials, the next CSeq, and no Via yet.
     *
     * @param tries how often the request has been sent, this time included
     * @return empty when there is nothing better to send: the refusal stands
     */
    public Optional<SipRequest> retry(SipRequest refused, SipResponse refusal, int tries) {
        boolean proxy = refusal.status() == 407;
        if (refusal.status() != 401 && !proxy) {
            return Optional.empty();
        }
        String header = proxy ? PROXY : SERVER;
        List<DigestChallenge> challenges =
                strongest(refusal.headers().all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate"));
        String before = refused.headers().first(header).orElse(null);
        boolean forgiven = before == null || challenges.stream().anyMatch(DigestChallenge::stale);
        if (tries >= MOST_TRIES || tries > 1 && !forgiven) {
            known.forget(place(header, refused));
            return Optional.empty();
        }
        known.learn(place(header, refused), challenges, before != null && before.contains("nc=00000002"));
        CSeq next = new CSeq(refused.cseq().number() + 1, refused.method());
        SipHeaders.Builder headers =
                refused.headers().without("Via").without(header).replacing("CSeq", next.toString()).toBuilder();
        return answered(refused, headers, header, challenges);
    }

    private static KnownChallenges.Place place(String header, SipRequest request) {
        String peer = request.uri() instanceof SipUri uri ? uri.host() + ":" + uri.port() : "";
        return new KnownChallenges.Place(header, peer);
    }

    /** Empty when none of the realms gets credentials. */
    private Optional<SipRequest> answered(
            SipRequest request, SipHeaders.Builder headers, String header, List<DigestChallenge> challenges) {
        boolean answered = false;
        for (DigestChallenge challenge : challenges) {
            Optional<Credentials> credentials = credentialsOfRealm.apply(challenge.realm());
            if (credentials.isPresent()) {
                headers.add(header, answer(challenge, request, credentials.get()));
                answered = true;
            }
        }
        return answered ? Optional.of(request.withHeaders(headers.build())) : Optional.empty();
    }

    private String answer(DigestChallenge challenge, SipRequest request, Credentials credentials) {
        int count;
        synchronized (uses) {
            count = uses.merge(challenge.nonce(), 1, Integer::sum);
        }
        return challenge.answer(request.method(), request.uri().toString(), credentials, count, cnonces.get());
    }

    /** Of each realm the challenge with the strongest algorithm. */
    private List<DigestChallenge> strongest(List<String> values) {
        Map<String, DigestChallenge> ofRealm = new TreeMap<>();
        values.stream()
                .flatMap(value -> DigestChallenge.parse(value).stream())
                .filter(challenge -> allowed.contains(challenge.algorithm()))
                .sorted(Comparator.comparing(DigestChallenge::algorithm))
                .forEach(challenge -> ofRealm.putIfAbsent(challenge.realm(), challenge));
        return List.copyOf(ofRealm.values());
    }

    private static String randomCnonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
