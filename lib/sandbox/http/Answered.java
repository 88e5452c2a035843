package lib.sandbox.http;

import java.util.List;
import java.util.Map;

/**
 * One answer that the instance gave, before any fault changed it.
 *
 * @param target  path and query as they came
 * @param headers of the answer, all of them
 */
public record Answered(String method, String target, int status, Map<String, List<String>> headers, byte[] body) { }
