package lib.services.source;

import java.util.List;
import java.util.Map;
import lib.api.Api;
import lib.api.App;

/**
 * A public image of a registry. Contract: POST /api/catalog/deploy-image.
 *
 * @param image e.g. {@code nginx:1.27}
 */
public record ImageSource(String image) implements Source {

    /** The image's last path segment without tag, as the instance itself would name it (contract, ImageDeployRequest.name). */
    @Override
    public String proposedName() {
        String path = image.strip().replaceFirst("@.*$", "");
        return AppName.propose(path.substring(path.lastIndexOf('/') + 1).replaceFirst(":.*$", ""));
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public boolean of(App app) {
        return kindOf(app) && app.text("image").equals(image.strip());
    }

    /** Another version of an image is the same image; another image of an app's name is not. */
    @Override
    public boolean kindOf(App app) {
        return app.buildMethod().equals("image") && repository(app.text("image")).equals(repository(image));
    }

    /** Where it lies, whole, without tag and digest: {@code nginx} and {@code docker.io/library/nginx:1.27} are one. */
    private static String repository(String image) {
        String path = image.strip().replaceFirst("@.*$", "");
        path = path.replaceFirst(":[^/:]*$", "");
        return path.replaceFirst("^(index\\.)?docker\\.io/", "").replaceFirst("^library/", "");
    }

    @Override
    public App create(Api api, Map<String, Object> settings) {
        return api.apps().deployFromCatalog(CatalogRequest.of("image", image.strip(), settings));
    }
}
