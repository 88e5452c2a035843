///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN release.ValidateSbom
//DEPS org.cyclonedx:cyclonedx-core-java:11.0.1
//RUNTIME_OPTIONS -Dslf4j.internal.verbosity=ERROR

package release;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.parsers.JsonParser;

/** Holds a file against CycloneDX 1.6 with the library of those who make it. Ends with 1, and says why, when it is none. */
public final class ValidateSbom {

    private ValidateSbom() {
    }

    public static void main(String[] args) throws IOException {
        File file = new File(args[0]);
        List<ParseException> wrong = new JsonParser().validate(file, Version.VERSION_16);
        for (ParseException each : wrong) {
            System.err.println("error: " + each.getMessage());
        }
        if (!wrong.isEmpty()) {
            System.err.println("hint: release/Sbom.java writes it");
            System.exit(1);
        }
        System.err.println(file + " is CycloneDX 1.6");
    }
}
