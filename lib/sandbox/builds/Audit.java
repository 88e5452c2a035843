package lib.sandbox.builds;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;

/**
 * What {@code npm audit} and its like find in an app's build directory. In the sandbox a Node project has findings when its repository's
 * name contains {@code outdated} (and the demo's storefront); a fix leaves the file {@link #FIXED} in the build directory.
 *
 * @param packageManager npm, pnpm, yarn, {@code container image}, or {@code ""} when nothing could be audited
 */
public record Audit(List<Finding> findings, String packageManager) {

    /** Names the packages that were updated, a line each. */
    public static final String FIXED = ".sandbox-fixed";

    private static final List<Finding> KNOWN = List.of(
        new Finding("vite", "moderate", "Vite's server.fs.deny can be bypassed with a backslash on Windows",
            "https://github.com/advisories/GHSA-93m4-6634-74q7", ">=7.1.0 <=7.1.10"),
        new Finding("tar-fs", "high", "tar-fs can extract outside the given folder with a crafted archive",
            "https://github.com/advisories/GHSA-vj76-c3g6-qr5v", ">=3.0.0 <3.1.1"));

    /** One finding. Contract: schema Vulnerability. */
    public record Finding(@JsonProperty("package") String name, String severity, String title, String url, String range) { }

    /** Looks at the build directory as it is. */
    public static Audit of(App app, Checkout checkout) {
        boolean image = app.buildMethod.equals("image") || app.catalogId != null && !app.catalogId.isEmpty();
        if (image || !checkout.has(app.rootDir, "package.json")) {
            return new Audit(List.of(), image ? "container image" : "");
        }
        String manager = Stream.of("pnpm-lock.yaml", "yarn.lock").filter(file -> checkout.has(app.rootDir, file)).findFirst()
            .map(file -> file.replaceFirst("[-.].*", "")).orElse("npm");
        List<String> fixed = checkout.text("", FIXED).lines().toList();
        String name = Stack.lastPart(app.gitRepo);
        boolean outdated = name.contains("outdated") || name.equals("storefront");
        return new Audit(KNOWN.stream().filter(finding -> outdated && !fixed.contains(finding.name())).toList(), manager);
    }

    /** Whether anything could be audited at all. */
    public boolean ran() {
        return !packageManager.isEmpty() && !packageManager.equals("container image");
    }
}
