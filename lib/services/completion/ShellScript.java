package lib.services.completion;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * What makes a shell complete {@code paas}: each asks {@code paas __complete} what can stand where the cursor is, so that a script never
 * lags behind the program. It is silent and leaves the line alone when there is no answer.
 */
public enum ShellScript {
    /** From bash 3.2 on; bash-completion is not needed. */
    BASH("""
            # paas completion for bash. Now: source <(paas completion bash)
            # From now on: paas completion bash > ~/.local/share/bash-completion/completions/paas, or the line above in ~/.bashrc
            _paas() {
                local i word current value split=no
                local -a words
                words=()
                COMPREPLY=()
                [[ $COMP_WORDBREAKS == *=* ]] && split=yes
                # bash takes --name=value apart: here it is one word again
                for ((i = 1; i <= COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    if ((${#words[@]} > 0)) && [[ $split == yes ]] && [[ $word == = || ${COMP_WORDS[i - 1]} == = ]]; then
                        words[${#words[@]} - 1]+=$word
                    else
                        words+=("$word")
                    fi
                done
                current=${COMP_WORDS[COMP_CWORD]}
                [[ $current == = ]] && current=
                while IFS=$'\\t' read -r value _; do
                    case $value in
                        :files | :folders)
                            compopt -o filenames 2>/dev/null
                            while IFS= read -r word; do
                                COMPREPLY+=("$word")
                            done < <(if [[ $value == :files ]]; then compgen -f -- "$current"; else compgen -d -- "$current"; fi)
                            ;;
                        *)
                            [[ $split == no && $current == --*=* ]] && value=${current%%=*}=$value
                            if [[ $current == [\\"\\']* ]]; then
                                # inside quotes bash closes them itself
                                [[ $value == *[\\"\\'\\$\\`\\\\]* ]] || COMPREPLY+=("$value")
                            else
                                COMPREPLY+=("$(printf '%q' "$value")")
                            fi
                            ;;
                    esac
                done < <(command paas __complete bash -- "${words[@]}" 2>/dev/null </dev/null)
            }
            complete -F _paas paas
            """),

    /** Sourced, or as a file _paas in a folder of fpath. */
    ZSH("""
            #compdef paas
            # paas completion for zsh. Now: source <(paas completion zsh)
            # From now on: paas completion zsh > "${fpath[1]}/_paas", or the line above in ~/.zshrc
            _paas() {
                local -a lines shown
                local line value begun=${(Q)PREFIX}
                lines=("${(@f)$(command paas __complete zsh -- "${(@Q)words[2,CURRENT-1]}" "$begun" 2>/dev/null </dev/null)}")
                if [[ $PREFIX == --*=* ]]; then
                    compset -P '*='
                fi
                for line in $lines; do
                    value=${line%%$'\\t'*}
                    case $value in
                        '') ;;
                        :files) _files ;;
                        :folders) _files -/ ;;
                        *) shown+=("${value//:/\\\\:}:${line#*$'\\t'}") ;;
                    esac
                done
                if (( $#shown )); then
                    _describe -V paas shown
                fi
            }
            if [[ ${funcstack[1]} == _paas ]]; then
                _paas "$@"
            else
                if (( ! $+functions[compdef] )); then
                    autoload -Uz compinit
                    compinit -i
                fi
                compdef _paas paas
            fi
            """),

    /** From fish 3.4 on. */
    FISH("""
            # paas completion for fish. Now: paas completion fish | source
            # From now on: paas completion fish > ~/.config/fish/completions/paas.fish
            function __paas_complete
                set -l before (commandline -opc)
                set -e before[1]
                set -l current (commandline -ct)
                set -l lines (command paas __complete fish -- $before "$current" 2>/dev/null </dev/null)
                switch "$lines[1]"
                    case :files
                        __fish_complete_path "$current"
                    case :folders
                        __fish_complete_directories "$current"
                    case '*'
                        string join -- \\n $lines
                end
            end
            complete -c paas -f -a '(__paas_complete)'
            """),

    /** PowerShell, Windows' own and later ones. */
    PWSH("""
            # paas completion for PowerShell. Now: paas completion pwsh | Out-String | Invoke-Expression
            # From now on: the line above in $PROFILE
            Register-ArgumentCompleter -Native -CommandName paas -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
                    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
                        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
                    })
                # an empty word would be left out: it goes with a sign before it
                & (Get-Command paas -CommandType Application, ExternalScript | Select-Object -First 1) __complete pwsh -- @words "+$wordToComplete" 2>$null |
                    ForEach-Object {
                        $value, $description = $_ -split "`t", 2
                        if ($value -eq ':files' -or $value -eq ':folders') {
                            [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
                        } else {
                            $shown = if ($description) { $description } else { $value }
                            $typed = if ($value -match '[^\\w./:=@%+,-]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
                            [System.Management.Automation.CompletionResult]::new($typed, $value, 'ParameterValue', $shown)
                        }
                    }
            }
            """);

    private final String text;

    ShellScript(String text) {
        this.text = text;
    }

    /** The script. */
    public String text() {
        return text;
    }

    /** @throws Failure USAGE for a shell that there is no script for */
    public static ShellScript of(String typed) {
        return switch (typed.strip().toLowerCase(Locale.ROOT)) {
            case "bash" -> BASH;
            case "zsh" -> ZSH;
            case "fish" -> FISH;
            case "pwsh", "powershell" -> PWSH;
            default -> throw new Failure(Kind.USAGE, "unknown shell \"" + typed.strip() + "\" - choose bash, zsh, fish or pwsh");
        };
    }

    /** How they are called, for completion. */
    public static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> words = new ArrayList<>();
            for (ShellScript each : values()) {
                words.add(each.name().toLowerCase(Locale.ROOT));
            }
            return words.iterator();
        }
    }
}
