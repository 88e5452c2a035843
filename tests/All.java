///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.All
//DEPS ../paas.java
//DEPS ../lib/sandbox/sandbox.java
//DEPS org.junit.jupiter:junit-jupiter:5.14.4
//DEPS org.junit.platform:junit-platform-launcher:1.14.4
//DEPS org.seleniumhq.selenium:selenium-chrome-driver:4.52.0
//DEPS org.seleniumhq.selenium:selenium-support:4.52.0
//DEPS org.jetbrains.pty4j:pty4j:0.13.12
//DEPS com.networknt:json-schema-validator:2.0.8
//SOURCES **/*.java
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dslf4j.internal.verbosity=ERROR

package tests;

import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tests.sandbox.ContractWatch;
import tests.support.Bundle;
import tests.support.Report;
import tests.support.TestName;
import tests.support.Watchdog;

/**
 * Runs every test below the package {@code tests} and ends with the line {@code N passed, N failed, N skipped}.
 * Exit code 0 when all passed, 1 when one failed or none ran, 2 for a wrong option.
 * With {@code CI=true} in the environment nothing may be missing: a skipped test is a failed one.
 */
public class All {
    private static final String USAGE = """
        Usage: ./jbang tests/All.java [--list] [--only PATTERN] [--binary FILE]

          --only PATTERN  only tests whose class or method has PATTERN in its name (* stands for anything)
          --list          name the tests, run none
          --binary FILE   try this native binary instead of the program on a JVM; what is about the JVM is left out
        """;

    /** With a binary: the tests that are about the JVM, and what about it. */
    private static final Map<String, String> LEFT_OUT = new TreeMap<>();

    public static void main(String[] args) {
        String only = null;
        boolean list = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--list" -> list = true;
                case "--only" -> {
                    if (++i == args.length) {
                        leave(2, "--only needs a pattern\n\n" + USAGE);
                    }
                    only = args[i];
                }
                case "--binary" -> {
                    if (++i == args.length || !Files.isExecutable(Path.of(args[i]))) {
                        leave(2, "--binary needs a file that can be run\n\n" + USAGE);
                    }
                    Bundle.binary(Path.of(args[i]));
                }
                case "-h", "--help" -> {
                    System.out.print(USAGE);
                    System.exit(0);
                }
                default -> leave(2, "unknown option " + args[i] + "\n\n" + USAGE);
            }
        }
        quiet();
        stayOutOfTheHome();
        var launcher = LauncherFactory.create();
        var plan = launcher.discover(request(only));
        if (!plan.containsTests()) {
            leave(1, only == null ? "no test found\n" : "no test matches \"" + only + "\" - see --list\n");
        }
        if (list) {
            list(plan);
            System.exit(0);
        }
        if (only == null && Bundle.binary() == null) {
            Bundle.train();
        }
        var report = new Report(System.out, "true".equalsIgnoreCase(System.getenv("CI")));
        var contract = ContractWatch.start();
        launcher.execute(plan, report, contract, new Watchdog(System.out, Duration.ofMinutes(8)));
        report.fail("what the sandbox answered is not as the contract has it", contract.departures());
        if (contract.checked() > 0) {
            System.out.println("\nAnswers of sandboxes compared with the contract: " + contract.checked());
        }
        if (!LEFT_OUT.isEmpty()) {
            System.out.println("\nLeft out, since it is about the JVM: " + LEFT_OUT.size());
            LEFT_OUT.forEach((test, why) -> System.out.println("  " + test + ": it " + why));
        }
        System.exit(report.summary() ? 0 : 1);
    }

    private static LauncherDiscoveryRequest request(String only) {
        return LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("tests"))
            .filters(excludeClassNamePatterns("tests\\.(bench|support)\\..*"), (PostDiscoveryFilter) test -> accept(only, test))
            .configurationParameter("junit.platform.output.capture.stdout", "true")
            .configurationParameter("junit.platform.output.capture.stderr", "true")
            .configurationParameter("junit.jupiter.execution.timeout.default", "120 s")
            // @Order on a class is for the longest: they come first, so that none is left to end alone on one core.
            .configurationParameter("junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$OrderAnnotation")
            // Four classes at a time on two cores: each has its own home and its own instance, and often a test waits for a time limit.
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "same_thread")
            .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
            // A pool that may grow does, whenever a test waits for an answer; seven classes at once made time limits miss.
            .configurationParameter("junit.jupiter.execution.parallel.config.fixed.max-pool-size", "4")
            .build();
    }

    private static FilterResult accept(String only, TestDescriptor test) {
        var name = TestName.of(test);
        if (only != null && !name.map(each -> each.matches(only)).orElse(false)) {
            return FilterResult.excluded("not asked for");
        }
        var jvm = Bundle.binary() == null ? null : name.filter(TestName::isMethod).flatMap(TestName::aboutTheJvm).orElse(null);
        if (jvm != null) {
            LEFT_OUT.put(name.get().toString(), jvm);
        }
        return FilterResult.includedIf(jvm == null);
    }

    private static void list(TestPlan plan) {
        plan.accept(new TestPlan.Visitor() {
            @Override
            public void visit(org.junit.platform.launcher.TestIdentifier test) {
                TestName.of(test).filter(TestName::isMethod).ifPresent(System.out::println);
            }
        });
    }

    /** Servers and drivers started inside the tests log to java.util.logging; only what is wrong is worth a line between results. */
    private static void quiet() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    /** JNA, below the pseudo-terminal, unpacks its native part in the person's home unless it is told another place. */
    private static void stayOutOfTheHome() {
        try {
            var folder = Files.createTempDirectory("paas-tests-jna-");
            folder.toFile().deleteOnExit();
            System.setProperty("jna.tmpdir", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }

    private static void leave(int code, String message) {
        System.err.print("error: " + message);
        System.exit(code);
    }
}
