package dev.baton.mapping;

import com.schibsted.spt.data.jslt.Callable;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.AbstractInvocationExpression;
import com.schibsted.spt.data.jslt.impl.ExpressionImpl;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.FunctionDeclaration;
import com.schibsted.spt.data.jslt.impl.FunctionExpression;
import com.schibsted.spt.data.jslt.impl.JstlFile;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The private parts of JSLT's nodes: the only place that knows the names of its fields. */
final class Parts {

    private Parts() {}

    /** All expressions right below, but not the body of a called function. */
    static List<ExpressionNode> below(Object node) {
        List<ExpressionNode> below = new ArrayList<>();
        replace(node, part -> {
            below.add(part);
            return part;
        });
        return below;
    }

    static void replace(Object node, UnaryOperator<ExpressionNode> change) {
        for (Class<?> type = node.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() != FunctionDeclaration.class) {
                    replace(node, field, change);
                }
            }
        }
    }

    static void replace(Object node, String name, UnaryOperator<ExpressionNode> change) {
        replace(node, field(node.getClass(), name), change);
    }

    private static void replace(Object node, Field field, UnaryOperator<ExpressionNode> change) {
        Class<?> type = field.getType();
        if (ExpressionNode.class.isAssignableFrom(type)) {
            if (get(node, field) instanceof ExpressionNode part) {
                set(node, field, change.apply(part));
            }
        } else if (ExpressionNode[].class.isAssignableFrom(type)
                && get(node, field) instanceof ExpressionNode[] parts) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = change.apply(parts[i]);
            }
        }
    }

    static ExpressionNode[] arguments(AbstractInvocationExpression call) {
        return (ExpressionNode[]) value(call, AbstractInvocationExpression.class, "arguments");
    }

    static Function function(FunctionExpression call) {
        return (Function) value(call, FunctionExpression.class, "function");
    }

    static Callable callable(AbstractInvocationExpression call) {
        return (Callable) value(call, AbstractInvocationExpression.class, "callable");
    }

    static ExpressionImpl body(JstlFile file) {
        return (ExpressionImpl) value(file, JstlFile.class, "body");
    }

    /** What a file declares and imports. */
    static List<Function> functions(ExpressionImpl file) {
        List<Function> functions = new ArrayList<>();
        for (Object function : ((Map<?, ?>) value(file, ExpressionImpl.class, "functions")).values()) {
            functions.add((Function) function);
        }
        return functions;
    }

    private static Object value(Object owner, Class<?> type, String name) {
        Object value = get(owner, field(type, name));
        if (value == null) {
            throw new IllegalStateException(type.getSimpleName() + " has no " + name);
        }
        return value;
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("JSLT's " + type.getSimpleName() + " has no field " + name, e);
        }
    }

    private static @Nullable Object get(Object owner, Field field) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Object owner, Field field, ExpressionNode value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
