package tests.addons;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Instance;
import tests.support.McpClient;

/** An instance of its own for each test of attaching and detaching, and the CLI of an operator. */
abstract class Attaching {

    static final String REDIS = "REDIS_HOST, REDIS_PASSWORD, REDIS_PORT, REDIS_URL";
    static final String MYSQL = "DATABASE_URL, MYSQL_DATABASE, MYSQL_HOST, MYSQL_PASSWORD, MYSQL_PORT, MYSQL_USER";

    @TempDir
    Path folder;
    Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    Cli operator() {
        return instance.cli(folder, "operator");
    }

    void fault(Effect effect, String path) {
        instance.sandbox().fault(Fault.of(effect).at(path).times(1));
    }

    void again(Options options) {
        instance.close();
        instance = Instance.start(options);
    }

    List<String> posts() {
        return instance.sandbox().requests().stream().filter(each -> each.method().equals("POST"))
            .map(each -> each.method() + " " + each.path()).toList();
    }

    static JsonNode parse(String text) {
        return McpClient.parse(text);
    }
}
