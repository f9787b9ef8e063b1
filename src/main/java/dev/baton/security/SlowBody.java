package dev.baton.security;

import dev.baton.problem.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One body that is awaited. The server calls it, one call at a time, except for the timeout. */
final class SlowBody implements ReadListener, AsyncListener {

    private final SlowBodies all;
    private final HttpServletRequest request;
    private final BodyBuffer buffer;
    private final Problem late;
    private final AtomicBoolean over = new AtomicBoolean();
    private final byte[] part = new byte[8192];
    private @Nullable AsyncContext context;
    private int held;

    /** @param late what the caller is told when the time is over; and always, when the body is thrown away */
    SlowBody(SlowBodies all, HttpServletRequest request, BodyBuffer buffer, Problem late) {
        this.all = all;
        this.request = request;
        this.buffer = buffer;
        this.late = late;
    }

    void begin(AsyncContext started) {
        this.context = started;
    }

    @Override
    public void onDataAvailable() {
        try {
            ServletInputStream in = request.getInputStream();
            for (int count = 0; count >= 0 && !over.get() && in.isReady(); ) {
                count = in.read(part);
                if (count > 0) {
                    add(count);
                }
            }
        } catch (IOException e) {
            breakOff();
        }
    }

    private void add(int count) {
        if (!buffer.add(part, count)) {
            end(buffer.keeps() ? PostedBody.tooLarge().problem() : late);
            return;
        }
        Problem full = buffer.keeps() ? hold(count) : null;
        if (full != null) {
            end(full);
        }
    }

    private @Nullable Problem hold(int count) {
        held += count;
        return all.hold(count);
    }

    @Override
    public void onAllDataRead() {
        end(buffer.keeps() ? null : late);
    }

    @Override
    public void onError(Throwable thrown) {
        breakOff();
    }

    /** The server ends the connection; it lets nobody answer any more. */
    private void breakOff() {
        AsyncContext started = context;
        if (started != null && over.compareAndSet(false, true)) {
            all.release(held);
            started.complete();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(late);
    }

    private void end(@Nullable Problem problem) {
        AsyncContext started = context;
        if (started == null || !over.compareAndSet(false, true)) {
            return;
        }
        if (problem == null) {
            request.setAttribute(FrontDoor.BODY, buffer.toBytes());
        } else {
            request.setAttribute(SlowBodies.REFUSED, problem);
        }
        all.release(held);
        started.dispatch();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // What was held has been released with the end, whichever it was.
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Whoever begins again behind the door has a listener of its own.
    }
}
