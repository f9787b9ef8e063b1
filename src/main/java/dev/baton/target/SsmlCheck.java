package dev.baton.target;

import java.io.StringReader;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Whether a template is SSML (W3C Speech Synthesis Markup Language 1.1) that stays well-formed whatever its variables
 * become. Which elements a voice knows is not checked: every vendor has its own.
 */
final class SsmlCheck {

    private static final XMLInputFactory XML = factory();

    private SsmlCheck() {}

    /** @return what is wrong and what would be right; absent when nothing is */
    static @Nullable String problem(String template) {
        try {
            return problem(XML.createXMLStreamReader(new StringReader(template.strip())));
        } catch (XMLStreamException e) {
            Location at = e.getLocation();
            return "that is not well-formed in its line " + Math.max(1, at.getLineNumber()) + ", column "
                    + Math.max(1, at.getColumnNumber()) + ", expected XML: every element closed, & and < written as"
                    + " &amp; and &lt;";
        }
    }

    private static @Nullable String problem(XMLStreamReader reader) throws XMLStreamException {
        String root = null;
        while (reader.hasNext()) {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> root = root == null ? reader.getLocalName() : root;
                case XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE -> {
                    return "with a comment, a processing instruction, a document type or an entity of its own, expected"
                            + " elements and text only";
                }
                default -> {
                    // Text and attributes may be anything.
                }
            }
        }
        return "speak".equals(root) ? null : "in the element '" + root + "', expected it in 'speak'";
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Some voices have elements with a prefix that nobody declares.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }
}
