package tests.support;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/**
 * The name of a test as {@code --list} prints it and {@code --only} matches it: {@code tests.cli.VersionTest.json}; without method for a
 * class.
 */
public record TestName(String className, String method) {

    public static Optional<TestName> of(TestDescriptor test) {
        return of(test.getSource());
    }

    public static Optional<TestName> of(TestIdentifier test) {
        return of(test.getSource());
    }

    private static Optional<TestName> of(Optional<TestSource> source) {
        return source.flatMap(found -> switch (found) {
            case MethodSource method -> Optional.of(new TestName(method.getClassName(), method.getMethodName()));
            case ClassSource type -> Optional.of(new TestName(type.getClassName(), ""));
            default -> Optional.empty();
        });
    }

    /** What about the JVM it is, if it says so or its class does. */
    public Optional<String> aboutTheJvm() {
        try {
            Class<?> type = Class.forName(className, false, TestName.class.getClassLoader());
            return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredMethods()).filter(each -> each.getName().equals(method)))
                .map(each -> each.getAnnotation(AboutTheJvm.class)).filter(Objects::nonNull).map(AboutTheJvm::value).findFirst();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isMethod() {
        return !method.isEmpty();
    }

    /** Whether the pattern occurs in the name; {@code *} matches anything, upper and lower case are alike. */
    public boolean matches(String pattern) {
        var regex = Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(toString()).find();
    }

    @Override
    public String toString() {
        return isMethod() ? className + "." + method : className;
    }
}
