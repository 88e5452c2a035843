package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where the help page lists a command. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HelpPlace {

    /** Under which heading. */
    Heading under();

    /** The lower, the higher up below its heading; in steps of ten, so that a new command finds its place. */
    int place();

    /** The headings in the order of the page. */
    enum Heading {
        CONNECTION("Connection"),
        APPS("Apps"),
        DEPLOYMENTS("Deployments"),
        PROJECTS("Projects"),
        ADDONS("Databases and caches"),
        DOMAINS("Domains"),
        SCHEDULES("Schedules and backups"),
        INSTANCE("The instance"),
        PROGRAM("This program");

        private final String title;

        Heading(String title) {
            this.title = title;
        }

        /** As it stands on the page. */
        public String title() {
            return title;
        }
    }
}
