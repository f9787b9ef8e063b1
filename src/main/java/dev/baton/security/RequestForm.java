package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;

/** What the server lets through although it can be read in more than one way. */
final class RequestForm {

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private RequestForm() {}

    /** @throws ProblemException when nobody could say where it ends or what it is about */
    static void check(HttpServletRequest request, HttpServletResponse response) {
        refuseUnclearEnd(request, response);
        refuseBadEscapes(request.getRequestURI(), "path");
        refuseBadEscapes(request.getQueryString() == null ? "" : request.getQueryString(), "query");
    }

    /**
     * HTTP/1.0 knows no transfer codings: the server would take the body for the next request, where a proxy before it
     * had taken it for a body (RFC 9112, 6.1).
     */
    private static void refuseUnclearEnd(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader("Transfer-Encoding") != null
                && !request.getProtocol().equals("HTTP/1.1")) {
            response.setHeader("Connection", "close");
            throw refusal(
                    "found Transfer-Encoding in " + request.getProtocol() + ", expected HTTP/1.1 or a Content-Length");
        }
    }

    /** Behind the door, a bad escape would be a fault of the gateway instead of one of the request. */
    private static void refuseBadEscapes(String text, String where) {
        if (BAD_ESCAPE.matcher(text).find()) {
            throw refusal("found a % in the " + where + " without two hex digits after it, expected %25 for a % sign");
        }
    }

    private static ProblemException refusal(String detail) {
        return new ProblemException(Problem.of(ProblemType.INVALID_REQUEST, detail));
    }
}
