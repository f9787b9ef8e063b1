package dev.baton;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The threads that deliveries run on. How many run at once is the lanes' business, so no bound is set here. */
final class DeliveryThreads {

    private DeliveryThreads() {}

    /** Virtual threads where the JVM has them and they are on; else a thread per running delivery, kept for a minute. */
    static Executor of(Environment environment) {
        if (Threading.VIRTUAL.isActive(environment)) {
            return new VirtualThreadTaskExecutor("deliver-");
        }
        var factory = new CustomizableThreadFactory("deliver-");
        factory.setDaemon(true);
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }
}
