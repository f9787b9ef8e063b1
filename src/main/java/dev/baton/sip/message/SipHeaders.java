package dev.baton.sip.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Header fields in their order. Names are compared without regard to case; compact forms are the same as long ones. */
public final class SipHeaders implements Iterable<SipHeader> {

    public static final SipHeaders NONE = new SipHeaders(new SipHeader[0]);

    /** Never changed. */
    private final SipHeader[] all;

    private SipHeaders(SipHeader[] all) {
        this.all = all;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The value of the first header field of this name. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(firstValue(name));
    }

    @Nullable
    String firstValue(String name) {
        String wanted = HeaderNames.canonical(name);
        for (SipHeader header : all) {
            if (header.isNamed(wanted)) {
                return header.value();
            }
        }
        return null;
    }

    /** The values of all header fields of this name, each as it stands. */
    public List<String> all(String name) {
        String wanted = HeaderNames.canonical(name);
        List<String> values = new ArrayList<>(2);
        for (SipHeader header : all) {
            if (header.isNamed(wanted)) {
                values.add(header.value());
            }
        }
        return values;
    }

    /**
     * The single values of a header field that may hold several with commas between, such as Via, Contact or Supported.
     * Not for credentials and challenges, in which commas mean something else.
     */
    public List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (String line : all(name)) {
            CommaList.split(line, values);
        }
        return values;
    }

    public int count(String name) {
        String wanted = HeaderNames.canonical(name);
        int count = 0;
        for (SipHeader header : all) {
            count += header.isNamed(wanted) ? 1 : 0;
        }
        return count;
    }

    public boolean has(String name) {
        return firstValue(name) != null;
    }

    /** With one more at the end. */
    public SipHeaders with(String name, String value) {
        return toBuilder().add(name, value).build();
    }

    /** With one more at the start, as a Via wants it. */
    public SipHeaders withFirst(String name, String value) {
        return builder().add(name, value).addAll(this).build();
    }

    public SipHeaders without(String name) {
        String unwanted = HeaderNames.canonical(name);
        Builder rest = builder();
        for (SipHeader header : all) {
            if (!header.isNamed(unwanted)) {
                rest.add(header);
            }
        }
        return rest.build();
    }

    /** With this as the only one of its name, at the end. */
    public SipHeaders replacing(String name, String value) {
        return without(name).with(name, value);
    }

    /** With the first single value of a header field replaced, and the others as they are. */
    public SipHeaders replacingFirst(String name, String value) {
        String wanted = HeaderNames.canonical(name);
        Builder changed = builder();
        boolean done = false;
        for (SipHeader header : all) {
            if (done || !header.isNamed(wanted)) {
                changed.add(header);
                continue;
            }
            changed.add(name, replacedFirst(header.value(), value));
            done = true;
        }
        return changed.build();
    }

    private static String replacedFirst(String line, String value) {
        if (line.indexOf(',') < 0) {
            return line.isEmpty() ? line : value;
        }
        List<String> values = new ArrayList<>();
        CommaList.split(line, values);
        values.set(0, value);
        return String.join(", ", values);
    }

    public int size() {
        return all.length;
    }

    public Builder toBuilder() {
        return builder().addAll(this);
    }

    @Override
    public Iterator<SipHeader> iterator() {
        return Arrays.asList(all).iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipHeaders headers && Arrays.equals(all, headers.all);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(all);
    }

    /** Collects header fields. */
    public static final class Builder {

        private static final int USUAL = 16;

        private SipHeader[] collected = new SipHeader[USUAL];
        private int size;

        private Builder() {}

        public Builder add(String name, String value) {
            return add(new SipHeader(name, value));
        }

        public Builder add(SipHeader header) {
            makeRoom(1);
            collected[size++] = header;
            return this;
        }

        public Builder addAll(SipHeaders headers) {
            makeRoom(headers.all.length);
            System.arraycopy(headers.all, 0, collected, size, headers.all.length);
            size += headers.all.length;
            return this;
        }

        private void makeRoom(int more) {
            if (size + more > collected.length) {
                collected = Arrays.copyOf(collected, Math.max(size + more, 2 * collected.length));
            }
        }

        int size() {
            return size;
        }

        public SipHeaders build() {
            return new SipHeaders(Arrays.copyOf(collected, size));
        }
    }
}
