package dev.baton.words;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Any Camel endpoint of the operator's choice: gets the text as its body, and answers with the translation as its body. */
final class CamelTranslator implements Translator {

    /** The language to translate to, a BCP 47 tag. */
    static final String TO = "BatonTo";

    /** The language of the text, a BCP 47 tag; left out when nobody knows it. */
    static final String FROM = "BatonFrom";

    private final ProducerTemplate template;
    private final String uri;

    CamelTranslator(ProducerTemplate template, String uri) {
        this.template = template;
        this.uri = uri;
    }

    @Override
    public Marks marks() {
        return Marks.BRACES;
    }

    @Override
    public String target(String tag) {
        return tag;
    }

    @Override
    public String translate(String text, boolean marked, @Nullable String from, String to) throws Exception {
        Exchange exchange = template.request(uri, asked -> {
            Message message = asked.getMessage();
            message.setBody(text);
            message.setHeader(TO, to);
            if (from != null) {
                message.setHeader(FROM, from);
            }
        });
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        String translated = exchange.getMessage().getBody(String.class);
        if (translated == null) {
            throw new IOException("it answered with no text");
        }
        return translated;
    }
}
