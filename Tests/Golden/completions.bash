# Completion of holdfast 0.1.0 for bash.
_holdfast() {
    local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} place="" offers="" i
    # Bash takes "--name=value" for three words.
    if [[ $word == "=" ]]; then
        word=""
    elif [[ $last == "=" ]]; then
        last=${COMP_WORDS[COMP_CWORD-2]}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$place/${COMP_WORDS[i]}" in
            /init|/import|/exposures|/levels|/todo|/list|/show|/export|/step|/attach|/verify|/cvss|/version|/version/compare|/version/contains|/help|/completions|/man) place="$place/${COMP_WORDS[i]}" ;;
        esac
    done
    COMPREPLY=()
    case "$place $last" in
        '/init --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/init --name') return ;;
        '/import --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/import --report') COMPREPLY=($(compgen -W 'json' -- "$word")); return ;;
        '/import --as') return ;;
        '/exposures --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/exposures --format') COMPREPLY=($(compgen -W 'table csv json' -- "$word")); return ;;
        '/exposures --by') COMPREPLY=($(compgen -W 'product advisory' -- "$word")); return ;;
        '/levels --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/levels --format') COMPREPLY=($(compgen -W 'table csv json' -- "$word")); return ;;
        '/levels --why') return ;;
        '/todo --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/todo --format') COMPREPLY=($(compgen -W 'table csv json' -- "$word")); return ;;
        '/todo --limit') return ;;
        '/list --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/list --format') COMPREPLY=($(compgen -W 'table csv json' -- "$word")); return ;;
        '/list --search') return ;;
        '/list --limit') return ;;
        '/show --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/show --format') COMPREPLY=($(compgen -W 'table csv json' -- "$word")); return ;;
        '/export --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/export --format') COMPREPLY=($(compgen -W 'csv json' -- "$word")); return ;;
        '/step --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/step --as') return ;;
        '/attach --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/attach --title') return ;;
        '/attach --site') return ;;
        '/attach --valid-until') return ;;
        '/attach --as') return ;;
        '/verify --data') COMPREPLY=($(compgen -d -- "$word")); return ;;
        '/verify --key') return ;;
    esac
    case "$place" in
        '') offers='init import exposures levels todo list show export step attach verify cvss version help completions man --version --help' ;;
        '/init') offers='--data --name --help' ;;
        '/import') offers='--data --dry-run --strict --report --as --help' ;;
        '/exposures') offers='--data --format --by --help' ;;
        '/levels') offers='--data --format --why --help' ;;
        '/todo') offers='--data --format --limit --help' ;;
        '/list') offers='sites areas teams people role_grants sign_ins assets components networks zones conduits flows frameworks requirements mappings requirement_states advisories known_exploits vendor_aliases evidence --data --format --search --limit --help' ;;
        '/show') offers='sites areas teams people role_grants sign_ins assets components networks zones conduits flows frameworks requirements mappings requirement_states advisories known_exploits vendor_aliases evidence --data --format --help' ;;
        '/export') offers='sites areas teams people role_grants sign_ins assets components networks zones conduits flows frameworks requirements mappings requirement_states advisories known_exploits vendor_aliases evidence --data --format --help' ;;
        '/step') offers='sites areas teams people role_grants sign_ins assets components networks zones conduits flows frameworks requirements mappings requirement_states advisories known_exploits vendor_aliases evidence --data --as --help' ;;
        '/attach') offers='--data --title --site --valid-until --as --help' ;;
        '/verify') offers='--data --key --help' ;;
        '/cvss') offers='--help' ;;
        '/version') offers='compare contains --help' ;;
        '/version/compare') offers='--help' ;;
        '/version/contains') offers='--help' ;;
        '/help') offers='--help' ;;
        '/completions') offers='bash zsh fish --help' ;;
        '/man') offers='--help' ;;
    esac
    COMPREPLY=($(compgen -W "$offers" -- "$word"))
}
complete -o default -F _holdfast holdfast
