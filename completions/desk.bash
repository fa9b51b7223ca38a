# Completion of desk(1) for bash. What can stand at the cursor is the program's to say: `desk complete -- WORD...`

_desk() {
    local rest=${COMP_LINE:0:COMP_POINT} words=() lines=() line i
    # Bash has cut the words at colons and equals signs; what no blank parts belongs together.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        if ((i == 0)) || [[ $rest == [[:blank:]]* ]]; then words+=(''); fi
        rest=${rest#"${rest%%[![:blank:]]*}"}
        if ((i == COMP_CWORD)); then words[-1]+=$rest; else words[-1]+=${COMP_WORDS[i]}; fi
        rest=${rest#"${COMP_WORDS[i]}"}
    done
    mapfile -t lines < <(command desk complete -- "${words[@]:1}" 2>/dev/null)
    COMPREPLY=()
    for line in "${lines[@]}"; do
        line=${line%%$'\t'*}
        [[ $line == *[:=/] ]] && compopt -o nospace
        line=${line#"${words[-1]%"${2-}"}"} # bash replaces only what follows the last cut
        [[ $line == *[!A-Za-z0-9_.,:=@%+/-]* ]] && printf -v line %q "$line"
        COMPREPLY+=("$line")
    done
}

complete -F _desk desk
