package lib.services.connect;

import java.util.Locale;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** How a shell sets a variable so that the value arrives as it is and nothing in it can run. */
public enum ShellSyntax {
    /** POSIX shells: inside single quotes everything is literal but the quote itself. */
    SH {
        @Override
        public String export(String name, String value) {
            return "export " + name + "='" + value.replace("'", "'\\''") + "'";
        }
    },
    /** fish: inside single quotes only \\ and \' are read. */
    FISH {
        @Override
        public String export(String name, String value) {
            return "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
    },
    /** PowerShell: a doubled quote stands for one; it takes the four typographic single quotes for quotes too. */
    PWSH {
        @Override
        public String export(String name, String value) {
            return "$env:" + name + " = '" + value.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
        }
    },
    /** cmd.exe has no quoting that holds for every character, so values with the dangerous ones are refused. */
    CMD {
        @Override
        public String export(String name, String value) {
            if (!value.matches("[A-Za-z0-9._~:/?#\\[\\]@$'()*+,;=-]*")) {
                throw new Failure(Kind.FAILED, name + " holds a character that cmd.exe cannot be given safely",
                        "use --shell pwsh, or paas env --json");
            }
            return "set \"" + name + "=" + value + "\"";
        }
    };

    /** One line that sets and exports the variable. The value holds no control characters: the config file refuses them. */
    public abstract String export(String name, String value);

    /** @throws Failure (USAGE) for an unknown name */
    public static ShellSyntax of(String typed) {
        return switch (typed.strip().toLowerCase(Locale.ROOT)) {
            case "sh", "bash", "zsh", "dash", "ksh", "ash" -> SH;
            case "fish" -> FISH;
            case "pwsh", "powershell" -> PWSH;
            case "cmd", "cmd.exe" -> CMD;
            default -> throw new Failure(Kind.USAGE, "unknown shell \"" + typed.strip() + "\" - choose sh, fish, pwsh or cmd");
        };
    }
}
