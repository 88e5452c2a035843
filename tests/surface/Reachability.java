package tests.surface;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.json.JsonWriter;
import lib.op.Result;
import org.jline.utils.InfoCmp;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tests.support.Checkout;

/**
 * Writes what a native image must keep for reflection, a class a line: what picocli reads and sets (the fields of whatever declares
 * inputs), the classes that declarations name, the records that results consist of, and the files that the program reads from its own jar.
 *
 * <p>It is one object of a class each: type, and of its members no more than somebody asks for. A call by reflection that is not in here
 * fails in a native image, and nowhere else.
 */
final class Reachability {

    /** The annotations by which picocli takes a field for an input. */
    private static final List<Class<? extends java.lang.annotation.Annotation>> INPUTS =
        List.of(Option.class, Parameters.class, Mixin.class, ArgGroup.class);

    private final Map<String, Map<String, Object>> types = new TreeMap<>();
    private final List<Class<?>> program;

    private Reachability(List<Class<?>> program) {
        this.program = program;
    }

    /** @param script the JBang script whose sources and files are the program's */
    static String json(String script) {
        var all = new Reachability(program(script));
        all.inputs();
        all.records();
        return "{\n\"reflection\": [\n" + lines(all.types.values()) + "\n],\n\"resources\": [\n" + lines(files(script)) + "\n]\n}\n";
    }

    /** The records that results consist of, by name. */
    static List<Class<?>> records(String script) {
        var all = new Reachability(program(script));
        all.records();
        return all.program.stream().filter(each -> each.isRecord() && all.types.containsKey(each.getTypeName()))
            .sorted(Comparator.comparing(Class::getName)).distinct().toList();
    }

    private static List<Class<?>> program(String script) {
        return Checkout.directive(script, "SOURCES").stream().map(Declaration::load).flatMap(Reachability::withInner).toList();
    }

    private static Stream<Class<?>> withInner(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()).flatMap(Reachability::withInner));
    }

    private static String lines(Collection<? extends Map<String, Object>> each) {
        return each.stream().map(JsonWriter::line).collect(Collectors.joining(",\n"));
    }

    /**
     * All that {@code //FILES} puts beside the classes, but what is there for the builder; and what JLine has beside its own about
     * terminals, of whose configuration for images nothing is taken: that one keeps class files as well, and the native code of eight
     * systems.
     */
    private static List<Map<String, Object>> files(String script) {
        var own = Checkout.directive(script, "FILES").stream().map(each -> each.substring(0, each.indexOf('=')))
            .filter(each -> !each.startsWith("META-INF/native-image/"));
        return Stream.concat(own, beside(InfoCmp.class)).map(each -> Map.<String, Object>of("glob", each)).toList();
    }

    /** The files that lie in a library's jar beside a class and are none themselves. */
    private static Stream<String> beside(Class<?> type) {
        var folder = type.getPackageName().replace('.', '/') + "/";
        try (var jar = new JarFile(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile())) {
            return jar.stream().map(JarEntry::getName).filter(each -> each.startsWith(folder) && each.lastIndexOf('/') < folder.length()
                && !each.endsWith("/") && !each.endsWith(".class")).sorted().toList().stream();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the jar of " + type + " cannot be read", e);
        }
    }

    private void inputs() {
        for (var type : program) {
            var fields = Arrays.stream(type.getDeclaredFields()).filter(Reachability::input).toList();
            if (!fields.isEmpty() || type.isAnnotationPresent(Command.class)) {
                kept(type).put("allDeclaredFields", true);
            }
            for (var field : fields) {
                if (field.getType().isArray()) {
                    kept(field.getType());
                }
                named(field).forEach(this::made);
            }
            for (var method : type.getDeclaredMethods()) {
                if (input(method)) {
                    throw new IllegalStateException(method + " declares an input: only fields can be kept so far");
                }
            }
        }
    }

    private static boolean input(AnnotatedElement element) {
        return INPUTS.stream().anyMatch(element::isAnnotationPresent);
    }

    /** The classes that picocli makes by itself, as an input's declaration names them. */
    private static List<Class<?>> named(Field field) {
        List<Class<?>> named = new ArrayList<>();
        var option = field.getAnnotation(Option.class);
        if (option != null) {
            named.addAll(List.of(option.converter()));
            named.addAll(List.of(option.completionCandidates(), option.parameterConsumer(), option.preprocessor()));
        }
        var positional = field.getAnnotation(Parameters.class);
        if (positional != null) {
            named.addAll(List.of(positional.converter()));
            named.addAll(List.of(positional.completionCandidates(), positional.parameterConsumer(), positional.preprocessor()));
        }
        if (field.isAnnotationPresent(Mixin.class) || field.isAnnotationPresent(ArgGroup.class)) {
            named.add(field.getType());
        }
        return named;
    }

    /** A class that is made without arguments; those of picocli itself are told apart by their names and never made. */
    private void made(Class<?> type) {
        if (type.getPackage() != ParameterException.class.getPackage()) {
            methods(type).add(method("<init>"));
        }
    }

    /** The records that results are, and whatever can stand in these: read by their accessors, made anew where something is masked. */
    private void records() {
        Deque<Class<?>> open = new ArrayDeque<>(program.stream().filter(Result.class::isAssignableFrom).toList());
        Set<Class<?>> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            if (type.getName().startsWith("lib.") && seen.add(type)) {
                program.stream().filter(each -> each != type && type.isAssignableFrom(each)).forEach(open::add);
                if (type != Result.class) {
                    for (var each : shown(type)) {
                        if (each == Record.class) {
                            throw new IllegalStateException(type.getName() + " has to declare which record it is shown as: a native image "
                                + "keeps those that are named");
                        }
                        open.addAll(classes(each));
                    }
                }
                if (type.isRecord()) {
                    record(type);
                }
            }
        }
    }

    /** The types of a record's components, and what a result that is shown otherwise declares to be shown as. */
    private static List<Type> shown(Class<?> type) {
        List<Type> types = new ArrayList<>();
        if (type.isRecord()) {
            // what holds any record holds one of a result, and those are kept
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType).filter(each -> each != Record.class)
                .forEach(types::add);
        }
        Arrays.stream(type.getDeclaredMethods())
            .filter(each -> each.getName().equals("json") && each.getParameterCount() == 0 && !each.isBridge())
            .map(Method::getGenericReturnType).forEach(types::add);
        return types;
    }

    private static List<Class<?>> classes(Type type) {
        return switch (type) {
            case Class<?> plain -> plain.isArray() ? classes(plain.getComponentType()) : List.of(plain);
            case ParameterizedType generic -> Stream.concat(Stream.of(generic.getRawType()), Stream.of(generic.getActualTypeArguments()))
                .flatMap(each -> classes(each).stream()).toList();
            case WildcardType some -> Stream.of(some.getUpperBounds()).flatMap(each -> classes(each).stream()).toList();
            default -> List.of();
        };
    }

    private void record(Class<?> type) {
        var components = type.getRecordComponents();
        for (var each : components) {
            methods(type).add(method(each.getName()));
        }
        methods(type).add(method("<init>", Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)));
    }

    private Map<String, Object> kept(Class<?> type) {
        return types.computeIfAbsent(type.getTypeName(), any -> new LinkedHashMap<>(Map.of("type", name(type))));
    }

    @SuppressWarnings("unchecked")
    private Set<Object> methods(Class<?> type) {
        return (Set<Object>) kept(type).computeIfAbsent("methods", any -> new LinkedHashSet<>());
    }

    private static Map<String, Object> method(String name, Class<?>... parameters) {
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("name", name);
        method.put("parameterTypes", Arrays.stream(parameters).map(Reachability::name).toList());
        return method;
    }

    private static String name(Class<?> type) {
        return type.isArray() ? name(type.getComponentType()) + "[]" : type.getName();
    }
}
