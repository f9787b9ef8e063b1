package dev.baton.mapping;

import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.filters.DefaultJsonFilter;
import com.schibsted.spt.data.jslt.impl.ExpressionImpl;
import com.schibsted.spt.data.jslt.impl.ParseContext;
import com.schibsted.spt.data.jslt.impl.PreparationContext;
import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.ParserImpl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** One run of JSLT's compiler, with stricter checks and better places than its public entrance gives. */
final class Compilation extends ParseContext {

    private static final List<Function> FUNCTIONS = Stream.concat(
                    MappingFunctions.ALL.stream(), RegexFunctions.ALL.stream())
            .toList();

    private final Sources sources;

    Compilation(Sources sources) {
        super(
                FUNCTIONS,
                sources.name(),
                sources,
                new HashMap<>(),
                new ArrayList<>(),
                new PreparationContext(),
                new DefaultJsonFilter());
        this.sources = sources;
        // One scope around all files: without it JSLT 0.1.14 forgets a variable that an import uses as well.
        getPreparationContext().scope.enterScope();
    }

    Expression run() {
        try {
            Expression expression = ParserImpl.compileExpression(this, new JsltParser(sources.main()));
            refuseUnknownVariables();
            new Metering().of((ExpressionImpl) expression);
            return expression;
        } catch (JsltException e) {
            throw MappingException.of(sources.name(), e, e.getMessageWithoutLocation());
        } catch (MappingException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new MappingException(sources.name(), 0, 0, "the expression is nested too deeply");
        } catch (RuntimeException e) {
            throw new MappingException(sources.name(), 0, 0, "not a mapping: " + e.getMessage());
        }
    }

    private void refuseUnknownVariables() {
        for (String variable : getPreparationContext().scope.getParameterSlots().keySet()) {
            if (!Mapping.VARIABLES.contains(variable)) {
                throw sources.at(
                        "$" + variable,
                        "no such variable '$" + variable + "'; there are $" + String.join(", $", Mapping.VARIABLES));
            }
        }
    }
}
