package dev.baton.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Builds the tree from SnakeYAML's events, so that depth is bounded before anything recurses. One use per text. */
final class YamlReader {

    private static final int MAX_POINTER = 1_000;
    private static final int MAX_VALUES = 100_000;

    private final String file;
    private final String text;
    private final ParserImpl parser;
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();
    private final List<SourceError> errors = new ArrayList<>();

    YamlReader(String file, String text) {
        this.file = file;
        this.text = text;
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    SourceYaml read() {
        try {
            JsonNode root = document();
            if (errors.isEmpty()) {
                return new SourceYaml(file, root, values, keys);
            }
        } catch (Unreadable e) {
            // Its error is on the list already; nothing after it can be trusted.
        } catch (MarkedYAMLException e) {
            add(placeOf(e.getProblemMark()), "", SyntaxProblem.describe(e));
        } catch (ReaderException e) {
            add(placeOf(e.getPosition()), "", "found a character that YAML does not allow, expected printable text");
        }
        errors.sort(Comparator.comparingInt(SourceError::line).thenComparingInt(SourceError::column));
        throw new SourceException(errors);
    }

    private JsonNode document() {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return JsonNodeFactory.instance.nullNode();
        }
        parser.getEvent();
        JsonNode root = node("", 1);
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            add(
                    placeOf(parser.peekEvent().getStartMark()),
                    "",
                    "found a second document, expected one document per file");
        }
        return root;
    }

    private JsonNode node(String pointer, int level) {
        NodeEvent event = (NodeEvent) parser.getEvent();
        Place place = placeOf(event.getStartMark());
        bound(pointer, place);
        values.put(pointer, place);
        refuseSurprises(event, place, pointer);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, place, pointer);
        }
        if (event instanceof CollectionStartEvent && level > SourceYaml.MAX_LEVELS) {
            // The pointer would be as long as the nesting is deep.
            add(place, "", "found more than " + SourceYaml.MAX_LEVELS + " levels, expected at most that many");
            throw new Unreadable();
        }
        if (event.is(Event.ID.SequenceStart)) {
            return sequence(pointer, level);
        }
        return event.is(Event.ID.MappingStart) ? mapping(pointer, level) : JsonNodeFactory.instance.nullNode();
    }

    private ArrayNode sequence(String pointer, int level) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            array.add(node(pointer + "/" + array.size(), level + 1));
        }
        parser.getEvent();
        return array;
    }

    private ObjectNode mapping(String pointer, int level) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Place place = placeOf(parser.peekEvent().getStartMark());
            String name = key(pointer, place);
            String member = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            Place first = keys.putIfAbsent(member, place);
            if (first != null) {
                add(place, member, "found the key again (first in line " + first.line() + "), expected it once");
            }
            object.set(name, node(member, level + 1));
        }
        parser.getEvent();
        return object;
    }

    private String key(String pointer, Place place) {
        if (parser.getEvent() instanceof ScalarEvent key) {
            refuseSurprises(key, place, pointer);
            return key.getValue();
        }
        add(place, pointer, "found a key that is not text, expected text");
        throw new Unreadable();
    }

    private JsonNode scalar(ScalarEvent scalar, Place place, String pointer) {
        if (!scalar.isPlain()) {
            return JsonNodeFactory.instance.textNode(scalar.getValue());
        }
        JsonNode value = PlainScalar.read(scalar.getValue());
        if (value == null) {
            add(place, pointer, "found a number out of range, expected a smaller one, or quotes if it is text");
            return JsonNodeFactory.instance.nullNode();
        }
        return value;
    }

    private void refuseSurprises(NodeEvent event, Place place, String pointer) {
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (event instanceof AliasEvent || event.getAnchor() != null) {
            add(
                    place,
                    pointer,
                    "found an anchor or alias, expected the value itself; quote text that begins with & or *");
        } else if (tag != null) {
            add(place, pointer, "found a tag, expected a plain value; quote text that begins with !");
        }
    }

    /** Errors name places by pointers, so their number and length are what a small file could blow up. */
    private void bound(String pointer, Place place) {
        if (pointer.length() > MAX_POINTER || values.size() >= MAX_VALUES) {
            String found = pointer.length() > MAX_POINTER ? "names that are too long" : "too many values";
            add(place, "", "found " + found + ", expected at most 100,000 values with pointers of 1,000 characters");
            throw new Unreadable();
        }
    }

    private void add(Place place, String pointer, String problem) {
        errors.add(new SourceError(file, place.line(), place.column(), pointer, problem));
    }

    private static Place placeOf(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** For the one fault that SnakeYAML reports by the number of code points before it. */
    private Place placeOf(int codePoints) {
        String before = text.substring(0, text.offsetByCodePoints(0, codePoints));
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Place(line, 1 + before.codePointCount(lineStart, before.length()));
    }

    /** Reading cannot go on; why is on the list of errors. */
    private static final class Unreadable extends RuntimeException {
        Unreadable() {
            super(null, null, false, false);
        }
    }
}
