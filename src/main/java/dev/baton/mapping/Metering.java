package dev.baton.mapping;

import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.AbstractOperator;
import com.schibsted.spt.data.jslt.impl.AndOperator;
import com.schibsted.spt.data.jslt.impl.ArraySlicer;
import com.schibsted.spt.data.jslt.impl.ExpressionImpl;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.ForExpression;
import com.schibsted.spt.data.jslt.impl.FunctionDeclaration;
import com.schibsted.spt.data.jslt.impl.FunctionExpression;
import com.schibsted.spt.data.jslt.impl.JstlFile;
import com.schibsted.spt.data.jslt.impl.LiteralExpression;
import com.schibsted.spt.data.jslt.impl.MacroExpression;
import com.schibsted.spt.data.jslt.impl.MatcherExpression;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.ObjectComprehension;
import com.schibsted.spt.data.jslt.impl.OrOperator;
import com.schibsted.spt.data.jslt.impl.PipeOperator;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Puts meters into a compiled mapping and its imports. JSLT has no hook for loops, operators and calls of a mapping's
 * own functions, and its nodes keep their parts private: so the tree is rebuilt once, after compilation, through
 * {@link Parts}. A new kind of node in another version of JSLT is walked through, and a lost field fails every test.
 */
final class Metering {

    private final Map<ExpressionNode, ExpressionNode> done = new IdentityHashMap<>();
    private final Map<Object, Integer> sizes = new IdentityHashMap<>();
    private final Set<ExpressionImpl> files = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Changes the parts of the file, and of what it imports, in place. */
    void of(ExpressionImpl file) {
        if (files.add(file)) {
            size(file);
            Parts.replace(file, this::metered);
            for (Function function : Parts.functions(file)) {
                if (function instanceof FunctionDeclaration declared) {
                    metered(declared);
                } else if (function instanceof JstlFile imported) {
                    of(Parts.body(imported));
                }
            }
        }
    }

    private ExpressionNode metered(ExpressionNode node) {
        ExpressionNode known = done.get(node);
        if (known != null) {
            return known;
        }
        int size = size(node);
        done.put(node, node);
        Parts.replace(node, this::metered);
        ExpressionNode metered = replaced(node, size);
        done.put(node, metered);
        return metered;
    }

    /** How many expressions are evaluated in it, without those of called functions; asked before anything changes. */
    private int size(Object node) {
        Integer known = sizes.get(node);
        if (known != null) {
            return known;
        }
        int size = 1;
        for (ExpressionNode part : Parts.below(node)) {
            size += size(part);
        }
        sizes.put(node, size);
        return size;
    }

    private ExpressionNode replaced(ExpressionNode node, int size) {
        if (node instanceof FunctionExpression call) {
            return call(call);
        } else if (node instanceof ForExpression loop) {
            Parts.replace(loop, "valueExpr", sequence -> new Metered.Rounds(sequence, size, loop.getLocation()));
        } else if (node instanceof ObjectComprehension loop) {
            Parts.replace(loop, "loop", sequence -> new Metered.Rounds(sequence, size, loop.getLocation()));
            Parts.replace(loop, "key", key -> new Metered.Whole(key, loop.getLocation()));
        } else if (node instanceof MacroExpression macro) {
            macro(macro, size);
        } else if (node instanceof MatcherExpression matcher) {
            Parts.replace(matcher, "expr", each -> new Metered.Priced(each, size, matcher.getLocation()));
        } else if (node instanceof ArraySlicer slicer) {
            Parts.replace(slicer, "left", index -> new Metered.Start(index, slicer.getLocation()));
            Parts.replace(slicer, "right", index -> new Metered.Whole(index, slicer.getLocation()));
            return new Metered.Slice(slicer, slicer.getLocation());
        } else if (node instanceof AbstractOperator operator && looks(operator)) {
            return new Metered.Operation(operator, operator.getLeft(), operator.getRight());
        }
        return node;
    }

    private static boolean looks(AbstractOperator operator) {
        return !(operator instanceof AndOperator || operator instanceof OrOperator || operator instanceof PipeOperator);
    }

    private static void macro(MacroExpression macro, int size) {
        if (Parts.callable(macro).getName().equals("group-by")) {
            ExpressionNode[] arguments = Parts.arguments(macro);
            arguments[0] = new Metered.Rounds(arguments[0], size, macro.getLocation());
            arguments[1] = new Metered.Whole(arguments[1], macro.getLocation());
        }
    }

    private ExpressionNode call(FunctionExpression call) {
        Function function = Parts.function(call);
        if (function instanceof FunctionDeclaration declared) {
            int steps = size(declared);
            metered(declared);
            return new Metered.Call(declared, Parts.arguments(call), steps, call.getLocation());
        }
        if (function instanceof RegexFunctions.Regex regex) {
            function = bound(regex, call);
        }
        int steps = function instanceof JstlFile file ? size(Parts.body(file)) : 1;
        call.resolve(Located.of(function, call.getFunctionName(), steps, call.getLocation()));
        return call;
    }

    /** Message content is never an expression, so one is written where it is used. */
    private static Function bound(RegexFunctions.Regex regex, FunctionExpression call) {
        if (!(Parts.arguments(call)[1] instanceof LiteralExpression written)) {
            throw new JsltException(
                    regex.name() + ": found a regular expression that is computed, expected it written here as a text",
                    call.getLocation());
        }
        try {
            return regex.of(NodeUtils.toString(written.apply(null, null), false));
        } catch (IllegalArgumentException e) {
            throw new JsltException(regex.name() + ": " + e.getMessage(), call.getLocation());
        }
    }
}
