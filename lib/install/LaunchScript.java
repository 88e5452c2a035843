package lib.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of the launcher: it finds the Java, and becomes it. On the quick way it starts no other program, and everything it needs stands
 * in it, so that it works through links, in every folder, and without HOME.
 */
public final class LaunchScript {

    private static final String POSIX = """
            #!/bin/sh
            # Starts paas %1$s. Written by `paas install`, taken back by `paas uninstall`; what is changed here is lost.
            copy=%2$s
            java=%3$s
            moved=

            # Prints the major version of the Java in folder $1; nothing where there is none.
            major() {
                [ -x "$1/bin/java" ] || return 0
                release=
                if [ -r "$1/release" ]; then
                    while IFS='=' read -r key value; do
                        [ "$key" = JAVA_VERSION ] && release=${value#\\"} && release=${release%%\\"*} && break
                    done <"$1/release"
                fi
                if [ -z "$release" ]; then
                    release=$("$1/bin/java" -version 2>&1 </dev/null)
                    case $release in *'version "'*) release=${release#*version \\"} ;; esac
                fi
                printf '%%s' "${release%%%%[!0-9]*}"
            }

            # The cache is another Java's then: it starts without one, by which the program sees that it has to be made anew.
            # Sets java to that of folder $1 when it is new enough.
            take() {
                found=$(major "$1")
                [ "${found:-0}" -ge 25 ] 2>/dev/null && java=$1/bin/java && moved=yes
            }

            if ! [ -x "$java" ]; then
                gone=$java
                dir=${JBANG_DIR:-${HOME:+$HOME/.jbang}}
                if [ -n "${JAVA_HOME-}" ] && take "$JAVA_HOME"; then
                    :
                else
                    rest=${PATH-}:
                    while [ -n "$rest" ] && [ -z "$moved" ]; do
                        each=${rest%%%%:*} rest=${rest#*:}
                        # what lies on the PATH is often a link to the Java, and its folder is not that of a JDK
                        [ -x "$each/java" ] || continue
                        real=$(readlink -f "$each/java" 2>/dev/null || printf '%%s' "$each/java")
                        take "${real%%/bin/java}" || :
                    done
                    [ -n "$moved" ] || take "$dir/currentjdk" || :
                fi
                if [ -z "$moved" ]; then
                    printf 'error: %%s\\nhint: %%s\\n' "paas needs Java 25 or newer, and $gone has gone" \\
                        'install a JDK 25 and set JAVA_HOME to it, then run this again' >&2
                    exit 1
                fi
            fi
            if ! [ -r "$copy/%4$s" ]; then
                printf 'error: %%s\\nhint: %%s\\n' "the program has gone from $copy" 'install it again: jbang paas@org install' >&2
                exit 1
            fi

            flag=%11$s cache=paas
            case $#${1-} in
            *[0-9]mcp) flag=%5$s cache=server ;;
            1version | 1--version | 1-v | 1help | 1--help | 1-h | 0 | 1env) cache=small ;;
            *) case " $* " in *' -- '*) ;; *' --help '* | *' -h '*) cache=small ;; esac ;;
            esac
            set -- "$java" "$flag" %6$s \\
                "-XX:AOTCache=$copy/$cache.aot" "-D%7$s=$copy" ${moved:+-XX:AOTMode=off} \\
                -cp "%8$s" %9$s "$@"
            %10$sexec "$@"
            """;

    /** Java reads names and words by the locale, and in one that knows ASCII alone the rest of them is lost. */
    private static final String LOCALE = """
            case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
            *.[Uu][Tt][Ff]-8* | *.[Uu][Tt][Ff]8*) ;;
            *)
                # in front of the Java alone: this shell could complain of a locale that is not there
                if [ -n "${LC_ALL-}" ]; then set -- LC_ALL=C.UTF-8 "$@"; else set -- LC_CTYPE=C.UTF-8 "$@"; fi
                [ -x /usr/bin/env ] && set -- /usr/bin/env "$@" || shift
                ;;
            esac
            """;

    private static final String BATCH = """
            @echo off
            rem Starts paas %1$s. Written by `paas install`, taken back by `paas uninstall`; what is changed here is lost.
            setlocal
            set "copy=%2$s"
            set "java=%3$s"
            set "moved="
            if not exist "%%java%%" set "moved=-XX:AOTMode=off"
            if not exist "%%java%%" if defined JAVA_HOME set "java=%%JAVA_HOME%%\\bin\\java.exe"
            if not exist "%%java%%" for %%%%j in (java.exe) do set "java=%%%%~$PATH:j"
            if not exist "%%java%%" goto nojava
            set "flag=%10$s"
            set "cache=paas"
            if "%%~1"=="mcp" set "flag=%5$s" & set "cache=server"
            for %%%%w in (version help env) do if "%%~1%%~2"=="%%%%w" set "cache=small"
            for %%%%w in (--help -h) do if "%%~2"=="%%%%w" set "cache=small"
            for %%%%w in (--help -h) do if "%%~3"=="%%%%w" set "cache=small"
            "%%java%%" %%flag%% %6$s "-XX:AOTCache=%%copy%%\\%%cache%%.aot" "-D%7$s=%%copy%%" %%moved%% -cp "%8$s" %9$s %%*
            exit /b %%errorlevel%%
            :nojava
            echo error: paas needs Java 25 or newer, and %3$s has gone>&2
            echo hint: install a JDK 25 and set JAVA_HOME to it, then run this again>&2
            exit /b 1
            """;

    private static final String NATIVE_BATCH = """
            @echo off
            rem Starts paas %1$s. Written by `paas install`, taken back by `paas uninstall`; what is changed here is lost.
            "%2$s" %%*
            exit /b %%errorlevel%%
            """;

    private LaunchScript() {
    }

    /** For POSIX shells. @param linux whether names of files are read by the locale */
    public static String posix(Program program, String version, boolean linux) throws IOException {
        List<String> flags = new ArrayList<>();
        for (String flag : JvmFlags.INSTALLED) {
            flags.add(flag.contains("*") ? quoted(flag) : flag);
        }
        List<Path> jars = program.jars();
        return String.format(java.util.Locale.ROOT, POSIX, version, quoted(program.folder().toString()), quoted(program.java()),
                jars.getFirst().getFileName(), JvmFlags.SERVER_HEAP, String.join(" ", flags), Retraining.COPY,
                jars.stream().map(jar -> "$copy/" + jar.getFileName()).collect(Collectors.joining(":")), program.main(),
                linux ? LOCALE : "", JvmFlags.BRIEF);
    }

    /** For the command interpreter of Windows. */
    public static String batch(Program program, String version) throws IOException {
        if (program.isNative()) {
            return String.format(java.util.Locale.ROOT, NATIVE_BATCH, version, percent(program.file().toString())).replace("\n", "\r\n");
        }
        return String.format(java.util.Locale.ROOT, BATCH, version, percent(program.folder().toString()), percent(program.java()), "",
                JvmFlags.SERVER_HEAP, JvmFlags.INSTALLED.stream().map(flag -> flag.contains("*") ? '"' + flag + '"' : flag)
                        .collect(Collectors.joining(" ")), Retraining.COPY,
                program.jars().stream().map(jar -> "%copy%\\" + jar.getFileName()).collect(Collectors.joining(";")), program.main(),
                JvmFlags.BRIEF).replace("\n", "\r\n");
    }

    /** Inside single quotes a POSIX shell reads everything as it stands but the quote itself. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String percent(String text) {
        return text.replace("%", "%%");
    }
}
