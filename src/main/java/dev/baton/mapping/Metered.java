package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.AbstractNode;
import com.schibsted.spt.data.jslt.impl.AbstractOperator;
import com.schibsted.spt.data.jslt.impl.DivideOperator;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.FunctionDeclaration;
import com.schibsted.spt.data.jslt.impl.Location;
import com.schibsted.spt.data.jslt.impl.MinusOperator;
import com.schibsted.spt.data.jslt.impl.MultiplyOperator;
import com.schibsted.spt.data.jslt.impl.PlusOperator;
import com.schibsted.spt.data.jslt.impl.Scope;

/** The places of a mapping whose cost depends on the message: each spends of the budget before it works. */
abstract class Metered extends AbstractNode {

    private Metered(Location place) {
        super(place);
    }

    /** A call of one of the mapping's own functions, in the place of JSLT's. */
    static final class Call extends Metered {
        private final FunctionDeclaration function;
        private final ExpressionNode[] arguments;
        private final int steps;

        Call(FunctionDeclaration function, ExpressionNode[] arguments, int steps, Location place) {
            super(place);
            this.function = function;
            this.arguments = arguments;
            this.steps = steps;
        }

        @Override
        public JsonNode apply(Scope scope, JsonNode input) {
            JsonNode[] values = new JsonNode[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].apply(scope, input);
            }
            Budget budget = Budget.current();
            budget.enter(function.getName(), steps, location);
            JsonNode result = function.call(scope, input, values);
            budget.leave();
            return result;
        }
    }

    /** What a loop goes over: all its rounds are paid for before the first. */
    static final class Rounds extends Metered {
        private final ExpressionNode sequence;
        private final int steps;

        Rounds(ExpressionNode sequence, int steps, Location place) {
            super(place);
            this.sequence = sequence;
            this.steps = steps;
        }

        @Override
        public JsonNode apply(Scope scope, JsonNode input) {
            JsonNode values = sequence.apply(scope, input);
            Budget.current().spend((long) values.size() * steps, location);
            return values;
        }
    }

    /** One round of an object matcher, or another expression with a price of its own. */
    static final class Priced extends Metered {
        private final ExpressionNode expression;
        private final int steps;

        Priced(ExpressionNode expression, int steps, Location place) {
            super(place);
            this.expression = expression;
            this.steps = steps;
        }

        @Override
        public JsonNode apply(Scope scope, JsonNode input) {
            Budget.current().spend(steps, location);
            return expression.apply(scope, input);
        }
    }

    /** A value that JSLT then looks at as a whole: a key, or what it would put in a message of failure. */
    static final class Whole extends Metered {
        private final ExpressionNode expression;

        Whole(ExpressionNode expression, Location place) {
            super(place);
            this.expression = expression;
        }

        @Override
        public JsonNode apply(Scope scope, JsonNode input) {
            JsonNode value = expression.apply(scope, input);
            Budget.current().whole(value, location);
            return value;
        }
    }

    /** A part of an array or a text, which is a copy. */
    static final class Slice extends Metered {
        private final ExpressionNode slicer;

        Slice(ExpressionNode slicer, Location place) {
            super(place);
            this.slicer = slicer;
        }

        @Override
        public JsonNode apply(Scope scope, JsonNode input) {
            JsonNode part = slicer.apply(scope, input);
            Budget.current().surface(part, location);
            return part;
        }
    }

    /** Where a slice begins. JSLT fills up what lies before the beginning of an array with nulls. */
    static final class Start extends Metered {
        private final ExpressionNode index;

        Start(ExpressionNode index, Location place) {
            super(place);
            this.index = index;
        }

        @Override
        public JsonNode apply(Scope scope, JsonNode input) {
            JsonNode value = index.apply(scope, input);
            Budget.current().whole(value, location);
            Budget.current().spend(value.isNumber() ? Math.max(0, -(long) value.intValue()) : 0, location);
            return value;
        }
    }

    /** An operator that looks at both values. */
    static final class Operation extends Metered {
        private final AbstractOperator operator;
        private final ExpressionNode left;
        private final ExpressionNode right;

        Operation(AbstractOperator operator, ExpressionNode left, ExpressionNode right) {
            super(operator.getLocation());
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        public JsonNode apply(Scope scope, JsonNode input) {
            JsonNode first = left.apply(scope, input);
            JsonNode second = right.apply(scope, input);
            Budget budget = Budget.current();
            if (operator instanceof PlusOperator && first.getNodeType() == second.getNodeType()) {
                budget.surface(first, location);
                budget.surface(second, location);
            } else {
                budget.whole(first, location);
                budget.whole(second, location);
                budget.spend(extra(first, second), location);
            }
            return operator.perform(first, second);
        }

        private long extra(JsonNode first, JsonNode second) {
            if (operator instanceof MultiplyOperator) {
                return first.isTextual() ? repeated(first, second) : second.isTextual() ? repeated(second, first) : 0;
            }
            boolean reads = operator instanceof MinusOperator || operator instanceof DivideOperator;
            return reads ? digits(first) + digits(second) : 0;
        }

        private static long repeated(JsonNode text, JsonNode times) {
            return (text.textValue().length() / Budget.CHARACTERS + 1L) * Math.max(0, times.intValue());
        }
    }

    /** Java reads a number of n digits in n² time. */
    static long digits(JsonNode value) {
        long words = value.isTextual() ? value.textValue().length() / Budget.CHARACTERS : 0;
        return words * words;
    }
}
