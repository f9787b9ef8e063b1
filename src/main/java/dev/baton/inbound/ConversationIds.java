package dev.baton.inbound;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The id of a conversation in an address: percent-encoded in the path, as {@code /conversations/c-1/owner}, or as a query
 * parameter, as {@code /conversations/owner?conversation=c-1}. A path cannot carry every id: the server refuses an
 * encoded slash or backslash, and proxies change an id of dots, so the parameter is there for those.
 */
final class ConversationIds {

    private static final Pattern PATH = Pattern.compile("/conversations/([^/]+)/[^/]+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");
    private static final int LONGEST = 256;

    private ConversationIds() {}

    /** @throws ProblemException when there is none, or one that no handover could have */
    static String of(HttpServletRequest request) {
        Matcher path = PATH.matcher(request.getRequestURI());
        String id = path.matches() ? decoded(path.group(1)) : request.getParameter("conversation");
        if (id == null
                || id.isEmpty()
                || id.codePointCount(0, id.length()) > LONGEST
                || CONTROL.matcher(id).find()) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "Expected the id of a conversation, 1 to 256 characters without control characters, percent-encoded as"
                            + " UTF-8 in the path or as the query parameter conversation."));
        }
        return id;
    }

    private static @Nullable String decoded(String segment) {
        byte[] bytes = UriUtils.decode(segment, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
