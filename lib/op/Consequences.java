package lib.op;

import java.util.List;

/**
 * What goes when a destructive operation runs, told before anybody is asked.
 *
 * @param name  what has to be typed to go on, e.g. the app's name; the operation has looked it up, so that an alias or an id shows its
 *              owner
 * @param lines one fact a line: {@code domains: shop.example.com}, {@code volumes: data (kept)}
 */
public record Consequences(String name, List<String> lines) {
}
