package release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lib.base.Version;
import lib.json.JsonWriter;

/**
 * The {@code server.json} of a release for the MCP registry: the server's name, version and address, and each .mcpb file of a folder as a
 * package, with the checksum that clients hold it against.
 *
 * <p>{@code java -cp paas.jar release/ServerJson.java <owner/repository> <folder> > server.json}
 */
public final class ServerJson {

    private static final String SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";

    private ServerJson() {
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !args[0].matches("[\\w.-]+/[\\w.-]+")) {
            System.err.println("error: which repository, and where are the bundles?\nhint: release/assemble.sh owner/repository "
                + "target/release");
            System.exit(2);
        }
        List<Path> bundles;
        try (Stream<Path> files = Files.list(Path.of(args[1]))) {
            bundles = files.filter(file -> file.toString().endsWith(".mcpb")).sorted().toList();
        }
        if (bundles.isEmpty()) {
            System.err.println("error: there is no .mcpb file in " + args[1] + "\nhint: release/mcpb.sh packs them");
            System.exit(1);
        }
        System.out.write(of(args[0], bundles).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static String of(String repository, List<Path> bundles) throws IOException {
        String page = "https://github.com/" + repository;
        List<Object> packages = new ArrayList<>();
        for (Path bundle : bundles) {
            packages.add(object("registryType", "mcpb",
                    "identifier", page + "/releases/download/v" + Version.NUMBER + "/" + bundle.getFileName(),
                    "version", Version.NUMBER, "fileSha256", sha256(bundle), "transport", object("type", "stdio"),
                    "environmentVariables", List.of(
                            object("name", "PAAS_URL", "description",
                                    "Address of the instance; without it the connection that paas connect has saved", "format", "string",
                                    "placeholder", "https://paas.example.com"),
                            object("name", "PAAS_TOKEN", "description", "Token of an agent; belongs to PAAS_URL", "format", "string",
                                    "isSecret", true))));
        }
        // the namespace is the account that publishes, as the registry's sign-in through GitHub wants it
        return JsonWriter.text(object("$schema", SCHEMA, "name", "io.github." + repository, "title", "Better-PaaS",
                "description", "Deploy, watch and mend the apps on your own Better-PaaS instance",
                "repository", object("url", page, "source", "github"), "version", Version.NUMBER, "packages", packages));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
