package dev.baton.inbound;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * The server's last word on everything that no route has answered, and on what it refuses itself because it is no
 * HTTP: a problem document like any other. It shows nothing of the request and nothing of the server.
 */
public final class ProblemPage extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            Problem problem = problem(response.getStatus());
            byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
            response.setStatus(problem.type().status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The client has gone, or the answer has begun; there is nobody left to tell.
            container.getLogger().debug("could not answer a refused request", e);
        }
    }

    private static Problem problem(int status) {
        ProblemType type =
                switch (status) {
                    case 404 -> ProblemType.NOT_FOUND;
                    case 405 -> ProblemType.METHOD_NOT_ALLOWED;
                    case 406 -> ProblemType.NOT_ACCEPTABLE;
                    case 413 -> ProblemType.TOO_LARGE;
                    case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
                    // What the server cannot take as HTTP: transfer encodings, versions.
                    case 501, 505 -> ProblemType.INVALID_REQUEST;
                    case 503 -> ProblemType.NOT_READY;
                    default -> status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL_ERROR;
                };
        return Problem.of(type, detail(type));
    }

    private static String detail(ProblemType type) {
        return switch (type) {
            case NOT_FOUND -> "No such path. What there is stands in /openapi.yaml.";
            case METHOD_NOT_ALLOWED -> "This path knows other methods; the header Allow names them.";
            case INVALID_REQUEST -> "This is no acceptable HTTP request; nothing was stored.";
            default -> "The request was not answered as it should have been.";
        };
    }
}
