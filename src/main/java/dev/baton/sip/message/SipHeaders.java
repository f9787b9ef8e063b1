package dev.baton.sip.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Header fields in their order. Names are compared without regard to case; compact forms are the same as long ones. */
public final class SipHeaders implements Iterable<SipHeader> {

    public static final SipHeaders NONE = new SipHeaders(List.of());

    private final List<SipHeader> all;

    private SipHeaders(List<SipHeader> all) {
        this.all = all;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The value of the first header field of this name. */
    public Optional<String> first(String name) {
        String wanted = HeaderNames.canonical(name);
        for (SipHeader header : all) {
            if (header.isNamed(wanted)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
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
        return all(name).size();
    }

    public boolean has(String name) {
        return first(name).isPresent();
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
            List<String> values = new ArrayList<>();
            CommaList.split(header.value(), values);
            if (!values.isEmpty()) {
                values.set(0, value);
            }
            changed.add(name, String.join(", ", values));
            done = true;
        }
        return changed.build();
    }

    public int size() {
        return all.size();
    }

    public Builder toBuilder() {
        return builder().addAll(this);
    }

    @Override
    public Iterator<SipHeader> iterator() {
        return all.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipHeaders headers && all.equals(headers.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    /** Collects header fields. */
    public static final class Builder {

        private final List<SipHeader> collected = new ArrayList<>(16);

        private Builder() {}

        public Builder add(String name, String value) {
            return add(new SipHeader(name, value));
        }

        public Builder add(SipHeader header) {
            collected.add(header);
            return this;
        }

        public Builder addAll(SipHeaders headers) {
            collected.addAll(headers.all);
            return this;
        }

        int size() {
            return collected.size();
        }

        public SipHeaders build() {
            return new SipHeaders(List.copyOf(collected));
        }
    }
}
