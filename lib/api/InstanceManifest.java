package lib.api;

/**
 * The discovery document {@code /.well-known/better-paas.json}.
 *
 * @param apiUrl base address of the API without trailing slashes; "" when the document does not say
 * @param uiUrl  base address of the dashboard without trailing slashes; "" when the document does not say
 */
public record InstanceManifest(String apiUrl, String uiUrl) {
}
