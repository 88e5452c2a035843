package release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import lib.base.Version;
import lib.json.Json;
import lib.json.JsonWriter;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What is in paas.jar, as CycloneDX 1.6 in JSON. The libraries are those that JBang has resolved for this build, with the checksums of the
 * very files and what their poms, or the poms above them, say of licences and of each other. The native binaries hold the same libraries,
 * and parts of the JDK besides, which their own builder knows.
 *
 * <p>{@code java -cp paas.jar release/Sbom.java paas.jar <file with what "jbang info tools paas.java" printed> > paas.cdx.json}; ends with
 * 1
 * when a library lies outside a Maven repository, or no pom tells its licence. SOURCE_DATE_EPOCH is its time, where it is set.
 */
public final class Sbom {

    /** Names of licences in poms, and of their pages at the OSI, whose SPDX id is beyond doubt; others stand as they are written. */
    private static final Map<String, String> SPDX = Map.of("the apache software license, version 2.0", "Apache-2.0",
            "the apache license, version 2.0", "Apache-2.0", "apache license, version 2.0", "Apache-2.0", "apache license 2.0",
            "Apache-2.0",
            "apache-2.0", "Apache-2.0", "mit license", "MIT", "the mit license", "MIT", "mit", "MIT", "bsd-3-clause", "BSD-3-Clause",
            // the address that stands beside it is Go's own LICENSE
            "go license", "BSD-3-Clause");

    private Sbom() {
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("error: which jar, and where is what jbang said of it?\nhint: release/sbom.sh target/release");
            System.exit(2);
        }
        try {
            System.out.write(of(Path.of(args[0]), Files.readAllBytes(Path.of(args[1]))).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage() + "\nhint: look at what \"jbang info tools paas.java\" lists");
            System.exit(1);
        }
    }

    /** @param info the answer of {@code jbang info tools} */
    static String of(Path jar, byte[] info) throws IOException {
        Map<String, Object> told = Json.readObject(info);
        if (!(told.get("resolvedDependencies") instanceof List<?> files) || files.isEmpty()) {
            throw new IllegalArgumentException("jbang names no libraries");
        }
        List<Library> libraries = new ArrayList<>();
        for (Object file : files) {
            libraries.add(Library.of(Path.of(String.valueOf(file))));
        }
        String hash = hash("SHA-256", jar);
        String self = "pkg:generic/paas@" + Version.NUMBER;
        Map<String, Object> program = new LinkedHashMap<>();
        program.put("type", "application");
        program.put("bom-ref", self);
        program.put("name", "paas");
        program.put("version", Version.NUMBER);
        program.put("description", "Connects a machine and its AI tools to a self-hosted Better-PaaS instance");
        program.put("hashes", hashes(jar));
        program.put("purl", self);

        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("timestamp", time().toString());
        metadata.put("lifecycles", List.of(Map.of("phase", "build")));
        metadata.put("tools", Map.of("components", List.of(object("type", "application", "name", "release/Sbom.java", "version",
                Version.NUMBER))));
        metadata.put("component", program);

        List<Object> components = new ArrayList<>();
        List<Object> dependencies = new ArrayList<>();
        Set<String> direct = new LinkedHashSet<>();
        for (Object each : told.get("dependencies") instanceof List<?> list ? list : List.of()) {
            String[] parts = String.valueOf(each).split(":");
            libraries.stream().filter(one -> one.is(parts[0], parts[1])).forEach(one -> direct.add(one.purl()));
        }
        dependencies.add(object("ref", self, "dependsOn", List.copyOf(direct)));
        for (Library each : libraries) {
            components.add(each.component());
            dependencies.add(object("ref", each.purl(), "dependsOn", libraries.stream().filter(each::needs).map(Library::purl).toList()));
        }
        Map<String, Object> bom = new LinkedHashMap<>();
        bom.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        bom.put("bomFormat", "CycloneDX");
        bom.put("specVersion", "1.6");
        bom.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(hash.getBytes(StandardCharsets.US_ASCII)));
        bom.put("version", 1);
        bom.put("metadata", metadata);
        bom.put("components", components);
        bom.put("dependencies", dependencies);
        return JsonWriter.text(bom);
    }

    private static Instant time() {
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        return epoch == null || epoch.isEmpty() ? Instant.now().truncatedTo(ChronoUnit.SECONDS)
            : Instant.ofEpochSecond(Long.parseLong(epoch));
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static List<Object> hashes(Path file) throws IOException {
        return List.of(object("alg", "SHA-256", "content", hash("SHA-256", file)), object("alg", "SHA-512", "content",
            hash("SHA-512", file)));
    }

    private static String hash(String algorithm, Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A library where a Maven repository has it.
     *
     * @param needs group and artifact of what its pom lists, without what only its tests and its build need
     */
    private record Library(Path jar, String group, String name, String version, List<Map<String, Object>> licences, List<String> needs) {

        static Library of(Path jar) throws IOException {
            Path versionFolder = jar.toAbsolutePath().getParent();
            String version = versionFolder.getFileName().toString();
            String name = versionFolder.getParent().getFileName().toString();
            Path pom = versionFolder.resolve(name + "-" + version + ".pom");
            if (!jar.getFileName().toString().equals(name + "-" + version + ".jar") || !Files.isRegularFile(pom)) {
                throw new IllegalArgumentException(jar + " lies in no Maven repository");
            }
            Element project = parsed(pom);
            String group = text(project, "groupId");
            Element parent = child(project, "parent");
            if (group.isEmpty() && parent != null) {
                group = text(parent, "groupId");
            }
            Path repository = versionFolder.getParent().getParent();
            for (int i = group.split("\\.").length; i > 0; i--) {
                repository = repository.getParent();
            }
            List<Map<String, Object>> licences = licences(project);
            for (Element above = project; licences.isEmpty() && child(above, "parent") != null;) {
                Element named = child(above, "parent");
                String artifact = text(named, "artifactId");
                Path its = repository.resolve(text(named, "groupId").replace('.', '/')).resolve(artifact).resolve(text(named, "version"))
                        .resolve(artifact + "-" + text(named, "version") + ".pom");
                if (!Files.isRegularFile(its)) {
                    break;
                }
                above = parsed(its);
                licences = licences(above);
            }
            if (licences.isEmpty()) {
                throw new IllegalArgumentException("no pom tells the licence of " + group + ":" + name + ":" + version);
            }
            return new Library(jar, group, name, version, licences, needed(project, group));
        }

        boolean is(String itsGroup, String itsName) {
            return group.equals(itsGroup) && name.equals(itsName);
        }

        boolean needs(Library other) {
            return needs.contains(other.group + ":" + other.name);
        }

        String purl() {
            return "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar";
        }

        Map<String, Object> component() throws IOException {
            return object("type", "library", "bom-ref", purl(), "group", group, "name", name, "version", version, "scope", "required",
                "hashes",
                    hashes(jar), "licenses", licences, "purl", purl());
        }

        private static List<Map<String, Object>> licences(Element project) {
            List<Map<String, Object>> all = new ArrayList<>();
            for (Element each : children(child(project, "licenses"), "license")) {
                String name = text(each, "name");
                String url = text(each, "url");
                String page = url.replaceFirst("^https?://(www\\.)?opensource\\.org/licenses/", "");
                String id = SPDX.getOrDefault(name.toLowerCase(Locale.ROOT), SPDX.get(page.toLowerCase(Locale.ROOT)));
                Map<String, Object> licence = object(id == null ? "name" : "id", id == null ? name : id);
                if (!url.isEmpty()) {
                    licence.put("url", url);
                }
                all.add(object("license", licence));
            }
            return all;
        }

        private static List<String> needed(Element project, String group) {
            List<String> all = new ArrayList<>();
            for (Element each : children(child(project, "dependencies"), "dependency")) {
                String scope = text(each, "scope");
                if (!scope.equals("test") && !scope.equals("provided")) {
                    String its = text(each, "groupId");
                    all.add((its.equals("${project.groupId}") ? group : its) + ":" + text(each, "artifactId"));
                }
            }
            return all;
        }
    }

    private static Element parsed(Path pom) throws IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        try (InputStream in = Files.newInputStream(pom)) {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalArgumentException(pom + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Element child(Element parent, String name) {
        List<Element> all = children(parent, name);
        return all.isEmpty() ? null : all.getFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> all = new ArrayList<>();
        for (Node each = parent == null ? null : parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element && element.getTagName().equals(name)) {
                all.add(element);
            }
        }
        return all;
    }

    private static String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? "" : child.getTextContent().strip();
    }
}
