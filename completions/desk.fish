# Completion of desk(1) for fish. What can stand at the cursor is the program's to say: `desk complete -- WORD...`

function __desk_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -e words[1]
    command desk complete -- $words "$word" 2>/dev/null
end

complete -c desk -f -a '(__desk_complete)'
