package tests.surface;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.json.JsonWriter;
import lib.mcp.tools.arguments.Portion;
import lib.op.Cells;
import lib.op.Effect;
import lib.op.Nullable;
import lib.op.OneText;
import lib.op.Range;
import lib.op.Reference;
import lib.op.ToolText;
import lib.op.Undo;
import lib.run.Inputs;
import lib.run.Outputs;
import picocli.CommandLine.Model.ArgSpec;

/**
 * Writes the tools as the server sends them, one a line. Schemas are JSON Schema 2020-12 of the plainest kind: single providers refuse
 * const, oneOf, $ref, format and tuples, and then all tools are gone. Those that lose something for
 * good are among them; the server offers them where somebody can be asked.
 */
final class ToolList {

    private ToolList() {
    }

    static String json(List<Declaration> all) {
        List<String> tools = new ArrayList<>();
        for (Declaration each : all) {
            if (each.tool()) {
                tools.add(JsonWriter.line(tool(each)));
            }
        }
        return "[\n" + String.join(",\n", tools) + "\n]\n";
    }

    private static Map<String, Object> tool(Declaration each) {
        var operation = each.operation();
        boolean reads = operation.effect() == Effect.READ;
        Map<String, Object> tool = new LinkedHashMap<>();
        tool.put("name", operation.tool());
        tool.put("title", operation.title());
        tool.put("description", operation.about());
        tool.put("inputSchema", input(each));
        tool.put("outputSchema", output(each.type()));
        Map<String, Object> hints = new LinkedHashMap<>();
        hints.put("readOnlyHint", reads);
        hints.put("destructiveHint", operation.effect() == Effect.DESTRUCTIVE || operation.overwrites());
        hints.put("idempotentHint", reads || operation.idempotent());
        hints.put("openWorldHint", operation.openWorld());
        tool.put("annotations", hints);
        return tool;
    }

    private static Map<String, Object> input(Declaration each) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (ArgSpec input : Inputs.ofTool(each.spec())) {
            properties.put(Inputs.name(input), property(input));
            if (Inputs.required(input)) {
                required.add(Inputs.name(input));
            }
        }
        properties.putAll(Portion.schemas(each.type(), Inputs.ofTool(each.spec())));
        return object(properties, required, true);
    }

    private static Map<String, Object> property(ArgSpec input) {
        Map<String, Object> property = Inputs.element(input).isAnnotationPresent(OneText.class) ? type(String.class)
            : type(((Field) Inputs.element(input)).getGenericType());
        ToolText own = Inputs.element(input).getAnnotation(ToolText.class);
        String description = own != null ? own.value() : String.join(" ", input.description());
        if (!description.isEmpty()) {
            property.put("description", description);
        }
        Range range = Inputs.range(input);
        if (range != null) {
            property.put("minimum", range.min());
            property.put("maximum", range.max());
        }
        Object preset = input.getValue();
        if (preset instanceof Number || preset instanceof Boolean value && value || preset instanceof String) {
            property.put("default", preset);
        }
        return property;
    }

    /** A listing may come in parts, see {@code lib.op.Rows}. */
    private static Map<String, Object> output(Class<?> command) {
        Map<String, Object> schema = record(Outputs.record(command));
        if (Outputs.rows(command) != null) {
            @SuppressWarnings("unchecked") // as made below
            Map<String, Object> properties = (Map<String, Object>) schema.get("properties");
            properties.put("page", new LinkedHashMap<>(Map.of("type", "object")));
        }
        return schema;
    }

    private static Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), component.isAnnotationPresent(Cells.class) ? cells() : type(component.getGenericType()));
            if (!component.isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        return object(properties, required, false);
    }

    /** Rows of texts and nulls: a type of both is what single providers refuse. */
    private static Map<String, Object> cells() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "array");
        row.put("items", Map.of());
        schema.put("items", row);
        return schema;
    }

    private static Map<String, Object> type(Type type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (type == String.class || type instanceof Class<?> each && Reference.class.isAssignableFrom(each)) {
            schema.put("type", "string");
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            schema.put("type", "integer");
        } else if (type == double.class || type == Double.class) {
            schema.put("type", "number");
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type instanceof Class<?> each && each.isEnum()) {
            schema.put("type", "string");
            schema.put("enum", Arrays.stream(each.getEnumConstants()).map(value -> value.toString().toLowerCase(Locale.ROOT)).toList());
        } else if (type == Undo.class) {
            // a model reads it, no program does: its parts would be the same words in every tool
            schema.put("type", "object");
        } else if (type instanceof Class<?> each && each.isRecord()) {
            return record(each);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            schema.put("type", "array");
            schema.put("items", type(generic.getActualTypeArguments()[0]));
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            schema.put("type", "object");
            schema.put("additionalProperties", type(generic.getActualTypeArguments()[1]));
        } else {
            throw new IllegalStateException("no schema for " + type);
        }
        return schema;
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required, boolean closed) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (closed) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }
}
