# Completion of racecourse for bash.  What there is to offer, the program
# says; here it is only brought into bash's form.

_racecourse() {
    local program=${1/#\~/$HOME} words=() word last line joined= dashes=0 i
    # bash takes name=value for three words.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        [[ $word == -- && $dashes == 0 ]] && dashes=$i
        if [[ ${#words[@]} -gt 0 && ( $word == = || $joined ) ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        joined=
        [[ $word == = ]] && joined=yes
    done
    last=${words[${#words[@]} - 1]}
    COMPREPLY=()
    while IFS= read -r line; do
        word=${COMP_WORDS[COMP_CWORD]#=}
        case $line in
        :folders)
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <(compgen -d -- "$word")
            ;;
        :files)
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <(compgen -f -- "$word")
            ;;
        :command)
            _racecourse_command "$dashes"
            ;;
        *)
            line=${line%%$'\t'*}
            [[ $last == *=* ]] && line=${line#*=}
            [[ $line == *= ]] && compopt -o nospace 2>/dev/null
            COMPREPLY+=("$line")
            ;;
        esac
    done < <("$program" complete -- "${words[@]}" 2>/dev/null)
}

# Behind "--", at this place among the words, stands another command.
_racecourse_command() {
    local word=${COMP_WORDS[COMP_CWORD]} line kind=-f
    if declare -F _command_offset >/dev/null; then
        _command_offset $(($1 + 1))
        return
    fi
    ((COMP_CWORD == $1 + 1)) && kind=-c
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(compgen $kind -- "$word")
}

complete -F _racecourse racecourse
