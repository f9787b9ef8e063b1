package dev.baton.sip.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Without a folder: entries go to the logger {@code sip.audit}, and nothing is remembered over a restart. */
final class LoggedRecord implements ForwardRecord {

    private static final Logger LOG = LoggerFactory.getLogger("sip.audit");

    @Override
    public long append(Instant now, Entry entry) throws JsonProcessingException {
        LOG.info("{}", EntryJson.write(entry));
        return 0;
    }

    /** A logger promises nothing. */
    @Override
    public void sync(long mark) {}

    @Override
    public void read(Instant now, Consumer<Entry> reader) {}

    @Override
    public void close() {}
}
