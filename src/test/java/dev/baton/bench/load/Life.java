package dev.baton.bench.load;

/** A gateway from its start to its end. The times are those of {@link System#nanoTime()}. */
record Life(Child child, long began, long readyAt) implements AutoCloseable {

    double ready() {
        return (readyAt - began) / 1e9;
    }

    static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    @Override
    public void close() throws InterruptedException {
        child.close();
    }
}
