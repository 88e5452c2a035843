package tests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import lib.http.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which variable names the proxy, and what NO_PROXY keeps from it: as Go's programs and curl have it. */
class ProxiesTest {

    private static String proxy(String url, Map<String, String> environment) {
        var proxy = Settings.of(environment, "paas/test", Duration.ofSeconds(1)).proxies().of(URI.create(url));
        return proxy == null ? "direct" : proxy.host() + ":" + proxy.port();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://paas.test|HTTPS_PROXY=http://a:1|a:1",
        "https://paas.test|https_proxy=http://b:2 HTTPS_PROXY=http://a:1|b:2",
        "https://paas.test|https_proxy= HTTPS_PROXY=http://a:1|a:1",
        "https://paas.test|HTTP_PROXY=http://a:1|direct",
        "https://paas.test|ALL_PROXY=http://c:3 HTTP_PROXY=http://a:1|c:3",
        "https://paas.test|HTTPS_PROXY=a:1|a:1",
        "https://paas.test|HTTPS_PROXY=a|a:80",
        "https://paas.test|HTTPS_PROXY=my_proxy:3128/|my_proxy:3128",
        "https://paas.test|HTTPS_PROXY=http://u:p@x@[::1]:8080|::1:8080",
        "http://paas.test|HTTP_PROXY=http://a:1|a:1",
        "http://paas.test|HTTPS_PROXY=http://a:1|direct",
        "http://paas.test|HTTP_PROXY=http://a:1 REQUEST_METHOD=GET|direct",
        "http://paas.test|http_proxy=http://a:1 REQUEST_METHOD=GET|a:1",
        "http://localhost:8080|HTTP_PROXY=http://a:1|direct",
        "http://127.8.9.1|ALL_PROXY=http://a:1|direct",
        "http://[::1]:8080|HTTP_PROXY=http://a:1|direct",
        "http://localhost.example.com|HTTP_PROXY=http://a:1|a:1"})
    void whichVariableCounts(String url, String variables, String proxy) {
        var environment = new HashMap<String, String>();
        for (var each : variables.split(" ")) {
            environment.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        assertEquals(proxy, proxy(url, environment));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "paas.example.com|example.com|direct",
        "example.com|example.com|direct",
        "EXAMPLE.com|Example.COM|direct",
        "badexample.com|example.com|proxy",
        "paas.example.com|.example.com|direct",
        "example.com|.example.com|proxy",
        "paas.example.com|*.example.com|direct",
        "example.com|*.example.com|proxy",
        "paas.example.com|*|direct",
        "paas.example.com|a.test, example.com|direct",
        "paas.example.com|a.test example.com|direct",
        "paas.example.com|example.com:8443|proxy",
        "paas.example.com:8443|example.com:8443|direct",
        "paas.example.com|example.com:443|direct",
        "10.1.2.3|10.1.2.3|direct",
        "10.1.2.3|10.1.2.30|proxy",
        "10.1.2.3|10.0.0.0/8|direct",
        "10.1.2.3|10.1.2.0/31|proxy",
        "10.1.2.3|10.1.2.2/31|direct",
        "10.1.2.3|10.1.2.3/33|proxy",
        "10.1.2.3|0.0.0.0/0|direct",
        "ten.example.com|10.0.0.0/8|proxy",
        "[fd00::7]|fd00::/8|direct",
        "[fd00::7]|fd00::7|direct",
        "[fd00::7]:8443|[fd00::7]:8443|direct",
        "[fd00::7]|10.0.0.0/8|proxy",
        "paas.example.com|,, ,|proxy"})
    void whatNoProxyNames(String host, String list, String way) {
        for (var name : new String[] {"NO_PROXY", "no_proxy"}) {
            assertEquals(way.equals("direct") ? "direct" : "a:1", proxy("https://" + host, Map.of("HTTPS_PROXY", "a:1", name, list)), name);
        }
    }

    @Test
    void theLowerCaseNoProxyWins() {
        assertEquals("a:1", proxy("https://paas.test", Map.of("HTTPS_PROXY", "a:1", "no_proxy", "other.test", "NO_PROXY", "paas.test")));
    }
}
