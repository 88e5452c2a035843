package lib.services.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.TextFile;

/**
 * A Dockerfile without a folder around it. Contract: POST /api/catalog/deploy-dockerfile.
 *
 * @param text  the file's
 * @param notes what it holds that cannot work
 */
public record DockerfileSource(String text, List<String> notes) implements Source {

    private static final int LARGEST = 65_536;
    private static final Pattern COPIES = Pattern.compile("(?im)^\\s*(COPY|ADD)\\s+(?!.*--from=)(?!.*https?://)");

    /** @throws Failure USAGE when the file cannot be read, is larger than 64 KiB, or is no Dockerfile */
    public static DockerfileSource read(String file) {
        String text = TextFile.read(file, LARGEST, "is larger than the 64 KiB that the instance takes", "name a Dockerfile in UTF-8");
        if (!text.toUpperCase(Locale.ROOT).contains("FROM ")) {
            throw new Failure(Kind.USAGE, file + " is no Dockerfile: it has no FROM");
        }
        return new DockerfileSource(text, COPIES.matcher(text).find()
                ? List.of("only the Dockerfile itself is sent: its COPY and ADD find no files; paas deploy --upload sends a folder")
                : List.of());
    }

    @Override
    public String proposedName() {
        return "";
    }

    @Override
    public boolean of(App app) {
        return kindOf(app) && app.text("dockerfileContent").strip().equals(text.strip());
    }

    @Override
    public boolean kindOf(App app) {
        return app.buildMethod().equals("dockerfile-inline");
    }

    @Override
    public App create(Api api, Map<String, Object> settings) {
        return api.apps().deployFromCatalog(CatalogRequest.of("dockerfile", text, settings));
    }
}
