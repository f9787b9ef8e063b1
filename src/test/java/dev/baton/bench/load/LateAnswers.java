package dev.baton.bench.load;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends answers a fixed time after they were due, in order, from one thread: no thread waits per call. It parks rather
 * than selects with a timeout, because a selector rounds to whole milliseconds and would slow the desk by a percent.
 */
final class LateAnswers extends Thread {
    private final BlockingQueue<Late> queue = new LinkedBlockingQueue<>();
    private final long delayNanos;

    private record Late(long due, SocketChannel client, byte[] answer) {}

    LateAnswers(Duration delay) {
        super("late-answers");
        setDaemon(true);
        delayNanos = delay.toNanos();
    }

    void send(SocketChannel client, byte[] answer) throws IOException {
        if (delayNanos == 0) {
            Desk.send(client, answer);
        } else {
            queue.add(new Late(System.nanoTime() + delayNanos, client, answer));
        }
    }

    @Override
    public void run() {
        try {
            while (!isInterrupted()) {
                sendWhenDue(queue.take());
            }
        } catch (InterruptedException e) {
            interrupt();
        }
    }

    private void sendWhenDue(Late late) {
        for (long wait = late.due - System.nanoTime(); wait > 0 && !isInterrupted(); ) {
            LockSupport.parkNanos(wait);
            wait = late.due - System.nanoTime();
        }
        try {
            Desk.send(late.client, late.answer);
        } catch (IOException e) {
            Desk.closeQuietly(late.client);
        }
    }
}
