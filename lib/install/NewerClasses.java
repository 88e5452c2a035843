package lib.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Gives classes of a format before Java 6 (picocli's) the present one, with the stack maps that it wants: the JVM keeps no older class in
 * its cache, and loading those from their jar was a third of what {@code paas apps --help} took. Nothing in them is changed but the
 * format, and each is verified by the JDK; where anything is unusual the jar stays as it came.
 */
public final class NewerClasses {

    /** The oldest format that a cache takes. */
    private static final int KEPT = ClassFile.JAVA_6_VERSION;
    private static final int NEW = ClassFile.JAVA_17_VERSION;

    private NewerClasses() {
    }

    /**
     * Replaces the jar where it has such classes.
     *
     * @throws IOException when the jar cannot be read or written
     */
    public static void in(Path jar) throws IOException {
        Map<String, byte[]> entries = entries(jar);
        boolean any = false;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")) {
                return; // signed: a changed class would be refused
            }
            any |= old(entry.getKey(), entry.getValue());
        }
        if (!any) {
            return;
        }
        try {
            Map<String, byte[]> newer = newer(entries);
            if (newer != null) {
                write(newer, jar);
            }
        } catch (IllegalArgumentException | IllegalStateException unusual) {
            // it stays as it came: slower to start, and as right as before
        }
    }

    private static boolean old(String name, byte[] bytes) {
        return name.endsWith(".class") && bytes.length > 8 && ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) < KEPT;
    }

    /** @return null when the JDK's verifier finds fault with one of them */
    private static Map<String, byte[]> newer(Map<String, byte[]> entries) {
        // classes of the jar itself first, by their bytes: which of two classes is above the other decides the maps
        ClassHierarchyResolver own = ClassHierarchyResolver.ofResourceParsing(each -> resource(entries, each));
        ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(own.orElse(ClassHierarchyResolver.defaultResolver())),
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ConstantPoolSharingOption.NEW_POOL);
        ClassTransform version = ClassTransform.dropping(ClassFileVersion.class::isInstance)
                .andThen(ClassTransform.endHandler(builder -> builder.withVersion(NEW, 0)))
                .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
        Map<String, byte[]> newer = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] bytes = entry.getValue();
            if (old(entry.getKey(), bytes)) {
                ClassModel model = format.parse(bytes);
                bytes = format.transformClass(model, version);
                if (!format.verify(bytes).isEmpty()) {
                    return null;
                }
            }
            newer.put(entry.getKey(), bytes);
        }
        return newer;
    }

    private static InputStream resource(Map<String, byte[]> entries, ClassDesc each) {
        String descriptor = each.descriptorString();
        byte[] bytes = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
        return bytes == null ? null : new java.io.ByteArrayInputStream(bytes);
    }

    private static Map<String, byte[]> entries(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static void write(Map<String, byte[]> entries, Path jar) throws IOException {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        Files.move(fresh, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
