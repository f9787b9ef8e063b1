package dev.baton.mapping;

import com.schibsted.spt.data.jslt.ResourceResolver;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.Token;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.io.Reader;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of a mapping and its imports. Imports are plain file names, resolved by the given function alone. */
final class Sources implements ResourceResolver {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*\\.jslt");
    private static final Pattern LEXICAL = Pattern.compile("line (\\d+), column (\\d+)\\.\\s+Encountered: (\\S+)");

    /** Every import is compiled anew: two by two, a few files would become thousands. */
    private static final int IMPORTS = 50;

    private final String name;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Function<String, Optional<String>> imports;
    private int resolved;

    Sources(String name, String text, Function<String, Optional<String>> imports) {
        this.name = name;
        this.imports = imports;
        add(name, text);
    }

    String name() {
        return name;
    }

    Reader main() {
        return new StringReader(texts.getOrDefault(name, ""));
    }

    @Override
    public Reader resolve(String file) {
        if (!FILE_NAME.matcher(file).matches()) {
            throw at("\"" + file + "\"", "an import names a .jslt file of the same folder, without a path");
        }
        if (++resolved > IMPORTS) {
            throw at("\"" + file + "\"", "the mapping and its imports have more than " + IMPORTS + " imports");
        }
        String text = imports.apply(file)
                .orElseThrow(() -> at("\"" + file + "\"", "there is no file '" + file + "' in this folder"));
        add(file, text);
        return new StringReader(text);
    }

    /** A failure at the first place where any of the texts holds the word, looked for in the order of reading. */
    MappingException at(String word, String reason) {
        Pattern whole = Pattern.compile(Pattern.quote(word) + "(?![A-Za-z0-9_-])");
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            Matcher matcher = whole.matcher(entry.getValue());
            if (matcher.find()) {
                String before = entry.getValue().substring(0, matcher.start());
                int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
                return new MappingException(entry.getKey(), line, before.length() - before.lastIndexOf('\n'), reason);
            }
        }
        return new MappingException(name, 0, 0, reason);
    }

    /** Checks the grammar first: JSLT's own compile step hides the token that is wrong. */
    private void add(String file, String text) {
        texts.put(file, text);
        Constants parser = new Constants(file, text);
        try {
            if (file.equals(name)) {
                parser.Start();
            } else {
                parser.Module();
            }
            parser.check();
        } catch (ParseException e) {
            throw unexpected(file, e.currentToken.next);
        } catch (TokenMgrError e) {
            throw lexical(file, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            throw new MappingException(file, 0, 0, "the expression is nested too deeply");
        }
    }

    private static MappingException unexpected(String file, Token token) {
        String reason = token.kind == 0 ? "the file ends where more was expected" : "unexpected '" + token.image + "'";
        return new MappingException(file, Math.max(1, token.beginLine), Math.max(1, token.beginColumn), reason);
    }

    private static MappingException lexical(String file, String message) {
        Matcher place = LEXICAL.matcher(message);
        return place.find()
                ? new MappingException(
                        file,
                        Integer.parseInt(place.group(1)),
                        Integer.parseInt(place.group(2)),
                        "unexpected character " + place.group(3))
                : new MappingException(file, 0, 0, message);
    }
}
