#compdef holdfast
# Completion of holdfast 0.1.0 for zsh.
_holdfast() {
    local place="" last=${words[CURRENT-1]} i
    local -a offers
    for ((i = 2; i < CURRENT; i++)); do
        case "$place/${words[i]}" in
            (/init|/import|/exposures|/levels|/todo|/list|/show|/export|/step|/attach|/verify|/cvss|/version|/version/compare|/version/contains|/help|/completions|/man) place="$place/${words[i]}" ;;
        esac
    done
    if [[ $words[CURRENT] == --*=* ]]; then
        last=${words[CURRENT]%%=*}
        compset -P '--*='
    fi
    case "$place $last" in
        ('/init --data') _files -/; return ;;
        ('/init --name') _files; return ;;
        ('/import --data') _files -/; return ;;
        ('/import --report') compadd -- 'json'; return ;;
        ('/import --as') _files; return ;;
        ('/exposures --data') _files -/; return ;;
        ('/exposures --format') compadd -- 'table' 'csv' 'json'; return ;;
        ('/exposures --by') compadd -- 'product' 'advisory'; return ;;
        ('/levels --data') _files -/; return ;;
        ('/levels --format') compadd -- 'table' 'csv' 'json'; return ;;
        ('/levels --why') _files; return ;;
        ('/todo --data') _files -/; return ;;
        ('/todo --format') compadd -- 'table' 'csv' 'json'; return ;;
        ('/todo --limit') _files; return ;;
        ('/list --data') _files -/; return ;;
        ('/list --format') compadd -- 'table' 'csv' 'json'; return ;;
        ('/list --search') _files; return ;;
        ('/list --limit') _files; return ;;
        ('/show --data') _files -/; return ;;
        ('/show --format') compadd -- 'table' 'csv' 'json'; return ;;
        ('/export --data') _files -/; return ;;
        ('/export --format') compadd -- 'csv' 'json'; return ;;
        ('/step --data') _files -/; return ;;
        ('/step --as') _files; return ;;
        ('/attach --data') _files -/; return ;;
        ('/attach --title') _files; return ;;
        ('/attach --site') _files; return ;;
        ('/attach --valid-until') _files; return ;;
        ('/attach --as') _files; return ;;
        ('/verify --data') _files -/; return ;;
        ('/verify --key') _files; return ;;
    esac
    case "$place" in
        ('') offers=(
            'init:Makes a new data folder and prints the first administrator'\''s one-time password.'
            'import:Imports inventories, advisories, frameworks and all other registers from files.'
            'exposures:Says which asset is hit by which advisory, and why.'
            'levels:Compares the security levels that zones want (SL-T) with those they have (SL-A).'
            'todo:Says what to do first about weaknesses, and why.'
            'list:Lists the records of a register.'
            'show:Shows one record with all its fields and its history.'
            'export:Writes a register, or one record of it, with all fields as CSV or JSON.'
            'step:Takes a step of a record'\''s workflow, such as an approval.'
            'attach:Keeps files as evidence, each under the SHA-256 of its bytes.'
            'verify:Checks every record, ledger entry, checkpoint, tile and original of a plant.'
            'cvss:Computes the scores of CVSS vectors of the versions 2.0, 3.0, 3.1 and 4.0.'
            'version:Puts versions in order, and tells whether a version is in a range.'
            'help:Shows what there is, or how to use a command.'
            'completions:Writes the file with which a shell completes the words of this program.'
            'man:Writes the manual page, for man.'
            '--version:Shows the version of the program.'
            '--help:Shows this page.'
        ) ;;
        ('/init') offers=(
            '--data:The folder with the data of the plant.'
            '--name:How the ledger names itself in its checkpoints.'
            '--help:Shows this page.'
        ) ;;
        ('/import') offers=(
            '--data:The folder with the data of the plant.'
            '--dry-run:Does everything but keep it.'
            '--strict:Rejects rows that name unknown sites, areas, zones or owners instead of making those.'
            '--report:Writes the report to standard output.'
            '--as:The user name of the person who writes; without it, admin. Whoever may write the folder is believed.'
            '--help:Shows this page.'
        ) ;;
        ('/exposures') offers=(
            '--data:The folder with the data of the plant.'
            '--format:How the result is written; without it, a table on a terminal and CSV elsewhere.'
            '--by:One row for each product of an advisory, or the worst for each advisory.'
            '--help:Shows this page.'
        ) ;;
        ('/levels') offers=(
            '--data:The folder with the data of the plant.'
            '--format:How the result is written; without it, a table on a terminal and CSV elsewhere.'
            '--why:Explains one zone requirement by requirement; its number or its name.'
            '--help:Shows this page.'
        ) ;;
        ('/todo') offers=(
            '--data:The folder with the data of the plant.'
            '--format:How the result is written; without it, a table on a terminal and CSV elsewhere.'
            '--limit:At most so many lines.'
            '--help:Shows this page.'
        ) ;;
        ('/list') offers=(
            'sites'
            'areas'
            'teams'
            'people'
            'role_grants'
            'sign_ins'
            'assets'
            'components'
            'networks'
            'zones'
            'conduits'
            'flows'
            'frameworks'
            'requirements'
            'mappings'
            'requirement_states'
            'advisories'
            'known_exploits'
            'vendor_aliases'
            'evidence'
            '--data:The folder with the data of the plant.'
            '--format:How the result is written; without it, a table on a terminal and CSV elsewhere.'
            '--search:Only records that hold all these words.'
            '--limit:At most so many records.'
            '--help:Shows this page.'
        ) ;;
        ('/show') offers=(
            'sites'
            'areas'
            'teams'
            'people'
            'role_grants'
            'sign_ins'
            'assets'
            'components'
            'networks'
            'zones'
            'conduits'
            'flows'
            'frameworks'
            'requirements'
            'mappings'
            'requirement_states'
            'advisories'
            'known_exploits'
            'vendor_aliases'
            'evidence'
            '--data:The folder with the data of the plant.'
            '--format:How the result is written; without it, a table on a terminal and CSV elsewhere.'
            '--help:Shows this page.'
        ) ;;
        ('/export') offers=(
            'sites'
            'areas'
            'teams'
            'people'
            'role_grants'
            'sign_ins'
            'assets'
            'components'
            'networks'
            'zones'
            'conduits'
            'flows'
            'frameworks'
            'requirements'
            'mappings'
            'requirement_states'
            'advisories'
            'known_exploits'
            'vendor_aliases'
            'evidence'
            '--data:The folder with the data of the plant.'
            '--format:How the records are written.'
            '--help:Shows this page.'
        ) ;;
        ('/step') offers=(
            'sites'
            'areas'
            'teams'
            'people'
            'role_grants'
            'sign_ins'
            'assets'
            'components'
            'networks'
            'zones'
            'conduits'
            'flows'
            'frameworks'
            'requirements'
            'mappings'
            'requirement_states'
            'advisories'
            'known_exploits'
            'vendor_aliases'
            'evidence'
            '--data:The folder with the data of the plant.'
            '--as:The user name of the person who writes; without it, admin. Whoever may write the folder is believed.'
            '--help:Shows this page.'
        ) ;;
        ('/attach') offers=(
            '--data:The folder with the data of the plant.'
            '--title:What it proves; without it, the name of the file.'
            '--site:The site it belongs to; its number or its name.'
            '--valid-until:The last day on which it proves anything.'
            '--as:The user name of the person who writes; without it, admin. Whoever may write the folder is believed.'
            '--help:Shows this page.'
        ) ;;
        ('/verify') offers=(
            '--data:The folder with the data of the plant.'
            '--key:The ledger'\''s verifier key as it was noted elsewhere; the ledger must be signed by it.'
            '--help:Shows this page.'
        ) ;;
        ('/cvss') offers=(
            '--help:Shows this page.'
        ) ;;
        ('/version') offers=(
            'compare:Prints <, = or > for the order of two versions, or unknown.'
            'contains:Prints in or out for a version and a range, or unknown.'
            '--help:Shows this page.'
        ) ;;
        ('/version/compare') offers=(
            '--help:Shows this page.'
        ) ;;
        ('/version/contains') offers=(
            '--help:Shows this page.'
        ) ;;
        ('/help') offers=(
            '--help:Shows this page.'
        ) ;;
        ('/completions') offers=(
            'bash'
            'zsh'
            'fish'
            '--help:Shows this page.'
        ) ;;
        ('/man') offers=(
            '--help:Shows this page.'
        ) ;;
    esac
    _describe 'word' offers || _files
}
if [[ $funcstack[1] == _holdfast ]]; then
    _holdfast "$@"
else
    compdef _holdfast holdfast
fi
