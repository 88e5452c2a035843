///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN lib.cli.Main
//DEPS info.picocli:picocli:4.7.7
//DEPS com.fasterxml.jackson.core:jackson-core:2.23.0
//DEPS com.fasterxml.jackson.jr:jackson-jr-objects:2.23.0
//DEPS com.konghq:unirest-java-core:4.10.1
//DEPS org.jline:jline-reader:4.5.0
//DEPS org.jline:jline-terminal-ffm:4.5.0
//SOURCES lib/api/Agent.java
//SOURCES lib/api/Api.java
//SOURCES lib/api/App.java
//SOURCES lib/api/Apps.java
//SOURCES lib/api/Client.java
//SOURCES lib/api/Deployment.java
//SOURCES lib/api/Deployments.java
//SOURCES lib/api/Json.java
//SOURCES lib/api/Manifest.java
//SOURCES lib/api/Metrics.java
//SOURCES lib/api/Near.java
//SOURCES lib/api/Origin.java
//SOURCES lib/api/PaasException.java
//SOURCES lib/api/Permission.java
//SOURCES lib/api/Profile.java
//SOURCES lib/api/Project.java
//SOURCES lib/api/Wire.java
//SOURCES lib/apps/Delete.java
//SOURCES lib/apps/Stop.java
//SOURCES lib/cli/Ago.java
//SOURCES lib/cli/Arguments.java
//SOURCES lib/cli/Bulk.java
//SOURCES lib/cli/Commands.java
//SOURCES lib/cli/Confirmation.java
//SOURCES lib/cli/Console.java
//SOURCES lib/cli/Doors.java
//SOURCES lib/cli/Exit.java
//SOURCES lib/cli/Help.java
//SOURCES lib/cli/Layout.java
//SOURCES lib/cli/Main.java
//SOURCES lib/cli/Output.java
//SOURCES lib/cli/Pager.java
//SOURCES lib/cli/PrintVersion.java
//SOURCES lib/cli/Prompt.java
//SOURCES lib/cli/Screen.java
//SOURCES lib/cli/ToolInput.java
//SOURCES lib/cli/ToolRunner.java
//SOURCES lib/cli/Verb.java
//SOURCES lib/cli/Version.java
//SOURCES lib/config/ConfigException.java
//SOURCES lib/config/ConfigFile.java
//SOURCES lib/config/ConfigWriter.java
//SOURCES lib/config/Connection.java
//SOURCES lib/config/Reason.java
//SOURCES lib/connect/Address.java
//SOURCES lib/connect/AdminLogin.java
//SOURCES lib/connect/Browser.java
//SOURCES lib/connect/BrowserLogin.java
//SOURCES lib/connect/Callback.java
//SOURCES lib/connect/Connect.java
//SOURCES lib/connect/Dialog.java
//SOURCES lib/connect/Disconnect.java
//SOURCES lib/connect/Discovery.java
//SOURCES lib/connect/Env.java
//SOURCES lib/connect/Shell.java
//SOURCES lib/json/PrettyJson.java
//SOURCES lib/json/RecordJson.java
//SOURCES lib/op/CommandLineOnly.java
//SOURCES lib/op/Consequences.java
//SOURCES lib/op/Destructive.java
//SOURCES lib/op/Effect.java
//SOURCES lib/op/Feed.java
//SOURCES lib/op/Live.java
//SOURCES lib/op/Nullable.java
//SOURCES lib/op/Operation.java
//SOURCES lib/op/Page.java
//SOURCES lib/op/Progress.java
//SOURCES lib/op/Required.java
//SOURCES lib/op/Result.java
//SOURCES lib/op/Secrets.java
//SOURCES lib/op/Table.java
//SOURCES lib/system/Status.java
//FILES lib/mcp/tools.json=lib/mcp/tools.json
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED
//MANIFEST Enable-Native-Access=ALL-UNNAMED

/** The bundle's entry: lists its parts for JBang and hands over to the start path. */
public class paas {
    public static void main(String[] args) {
        lib.cli.Main.main(args);
    }
}
