package dev.baton.mapping;

import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;

/**
 * JSLT computes what is constant when it compiles, before any budget: {@code "a" * 2000000000} would eat the heap at the
 * start. So the size of constant text is estimated, never too low, on the parsed text.
 */
final class Constants extends JsltParser {

    private static final double LONGEST = 1_000_000;

    /**
     * @param text characters of text at most
     * @param number the product of the numbers in it
     */
    private record Size(double text, double number) {}

    private final Map<String, Size> variables = new HashMap<>();
    private final String file;

    Constants(String file, String text) {
        super(new StringReader(text));
        this.file = file;
    }

    /** To be called once the text is parsed. */
    void check() {
        size((SimpleNode) jjtree.rootNode());
    }

    private Size size(SimpleNode node) {
        Token first = node.jjtGetFirstToken();
        boolean product = node.getId() == JsltParserTreeConstants.JJTMULTIPLICATIVEEXPR;
        Size size = leaf(node, first);
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            Size part = size((SimpleNode) node.jjtGetChild(i));
            double text = size.text + part.text;
            size = new Size(
                    text, product ? size.number * Math.max(1, part.number) : Math.max(size.number, part.number));
        }
        if (product && node.jjtGetNumChildren() > 1) {
            size = new Size(size.text * size.number, size.number);
        }
        if (node.getId() == JsltParserTreeConstants.JJTLET) {
            variables.put(first.next.image, size);
        }
        if (size.text > LONGEST && node.getId() != JsltParserTreeConstants.JJTSTART) {
            throw new MappingException(
                    file, first.beginLine, first.beginColumn, "a constant text of over 1,000,000 characters");
        }
        return size;
    }

    private Size leaf(SimpleNode node, Token first) {
        boolean leaf = node.jjtGetNumChildren() == 0;
        return switch (leaf ? first.kind : JsltParserConstants.EOF) {
            case JsltParserConstants.STRING -> new Size(first.image.length(), 1);
            case JsltParserConstants.INTEGER, JsltParserConstants.DECIMAL ->
                new Size(0, Double.parseDouble(first.image));
            case JsltParserConstants.VARIABLE -> variables.getOrDefault(first.image.substring(1), new Size(0, 1));
            default -> new Size(0, 1);
        };
    }
}
