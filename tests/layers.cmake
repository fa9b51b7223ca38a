# The rule of the layers and their rooms: cli -> store -> core, and what may be where.
#   cmake -D ROOT=<sources> -P layers.cmake
# Names every line that breaks it.
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/core/*.[ch]pp ${ROOT}/store/*.[ch]pp ${ROOT}/cli/*.[ch]pp)
set(offences 0)

# The file without its `//` comments, and without the characters that mean something in a list of CMake's.
function(code_of file result)
    file(READ ${ROOT}/${file} text)
    string(REPLACE ";" ":" text "${text}")
    string(REPLACE "[" "(" text "${text}")
    string(REPLACE "]" ")" text "${text}")
    string(REPLACE "\\" "?" text "${text}")
    string(REGEX REPLACE "//[^\n]*" "" text "${text}")
    set(${result} "${text}" PARENT_SCOPE)
endfunction()

# Nothing in the files of `within` may match `pattern`, unless the file is named after EXCEPT.
function(refuse within pattern reason)
    cmake_parse_arguments(PARSE_ARGV 3 rule "" "" "EXCEPT")
    foreach(file IN LISTS sources)
        if(NOT file MATCHES "^(${within})/" OR file IN_LIST rule_EXCEPT)
            continue()
        endif()
        if(NOT "${code_${file}}" MATCHES "${pattern}")
            continue()
        endif()
        string(REPLACE "\n" ";" lines "${code_${file}}")
        set(number 0)
        foreach(line IN LISTS lines)
            math(EXPR number "${number} + 1")
            if(line MATCHES "${pattern}")
                message("${file}:${number}: ${reason}")
                math(EXPR offences "${offences} + 1")
            endif()
        endforeach()
    endforeach()
    set(offences ${offences} PARENT_SCOPE)
endfunction()

foreach(file IN LISTS sources)
    code_of(${file} code_${file})
endforeach()

set(all "core|store|cli")

refuse(core "# *include \"(store|cli)/" "core includes nothing above it")
refuse(store "# *include \"cli/" "store includes nothing above it")
refuse(core "# *include <(fstream|filesystem|cstdio|stdio\\.h)>" "core knows no files")

refuse(${all} "\"(tickets|clients|policies|agreements|attachments|availability|statements|backups|holidays|templates|rejected)/[^ ]"
       "the places of a desk stand in core/base/places.hpp alone; store/toml/calendar.cpp shows an example"
       EXCEPT core/base/places.hpp store/toml/calendar.cpp)
refuse("core|store" "\"desk\\.toml\"" "its name stands in core/base/places.hpp alone, but for messages"
       EXCEPT core/base/places.hpp store/toml/policy.hpp store/toml/policy.cpp)

set(word_before "(^|[^A-Za-z0-9_.>])")
refuse(${all} "::now\\(\\)|${word_before}time\\(|gettimeofday|clock_gettime" "only cli/main.cpp reads the clock"
       EXCEPT cli/main.cpp)
refuse(${all} "getenv" "only cli/main.cpp reads the environment"
       EXCEPT cli/main.cpp)
refuse(${all} "${word_before}environ([^A-Za-z0-9_]|$)" "the environment is handed on only to the programs that are run"
       EXCEPT cli/main.cpp store/file/subprocess.cpp)

refuse(${all} "# *include [<\"]absl/" "only core/time/zone.cpp knows abseil" EXCEPT core/time/zone.cpp)
refuse(${all} "# *include [<\"]yaml-cpp/" "only store/yaml/document.cpp knows yaml-cpp" EXCEPT store/yaml/document.cpp)
refuse(${all} "# *include [<\"]toml\\+\\+" "only store/toml/reader.cpp knows toml++" EXCEPT store/toml/reader.cpp)
refuse(${all} "# *include [<\"]libical/" "only store/toml/ical.cpp knows libical" EXCEPT store/toml/ical.cpp)
refuse(${all} "# *include [<\"]CLI/" "only cli/arguments/args.cpp and cli/app.cpp know CLI11" EXCEPT cli/arguments/args.cpp cli/app.cpp)
refuse(${all} "# *include [<\"]nlohmann/" "only cli/output/output.cpp knows nlohmann-json" EXCEPT cli/output/output.cpp)
refuse(${all} "# *include [<\"]utf8proc" "only core/base/unicode.cpp knows utf8proc" EXCEPT core/base/unicode.cpp)

refuse(${all} "call_once|pthread_once" "an exception that leaves it ends a program with a static libgcc: core/base/made_once.hpp"
    EXCEPT core/base/made_once.hpp)
refuse(${all} "${word_before}catch *\\(" "failures are caught in five places, and this is none of them"
       EXCEPT cli/app.cpp cli/arguments/args.cpp cli/commands/check.cpp store/desk/problems.cpp store/yaml/document.cpp)

# The rooms of each layer, from the ground up: a room may include those before it. The root of cli/ is `.`.
set(rooms_core base time ticket contract verbs clock duty mail find month picture merge repository)
set(rooms_store file yaml git toml mail desk)
set(rooms_cli shell output views arguments . completion recording checks commands)

# The layer and the room of a file.
function(place_of file layer room)
    string(REGEX MATCH "^([^/]+)/(([^/]+)/)?" unused ${file})
    set(${layer} ${CMAKE_MATCH_1} PARENT_SCOPE)
    if(CMAKE_MATCH_3)
        set(${room} ${CMAKE_MATCH_3} PARENT_SCOPE)
    else()
        set(${room} . PARENT_SCOPE)
    endif()
endfunction()

function(offend where what)
    message("${where}: ${what}")
    math(EXPR offences "${offences} + 1")
    set(offences ${offences} PARENT_SCOPE)
endfunction()

foreach(file IN LISTS sources)
    place_of(${file} layer room)
    list(FIND rooms_${layer} ${room} floor)
    if(floor EQUAL -1)
        offend(${file} "there is no room ${room} in ${layer}/")
        continue()
    endif()
    string(REGEX MATCHALL "# *include \"${layer}/[^\"]*\"" lines "${code_${file}}")
    foreach(line IN LISTS lines)
        string(REGEX REPLACE ".*\"(.*)\"" "\\1" included "${line}")
        place_of(${included} other other_room)
        list(FIND rooms_${layer} ${other_room} other_floor)
        if(other_floor GREATER floor)
            offend(${file} "includes ${included}: ${room} may not include ${other_room}")
        endif()
    endforeach()
endforeach()

# A source implements the header of its name, or of the first words of it: clock.hpp, clock.cpp, clock_judge.cpp.
foreach(file IN LISTS sources)
    if(NOT file MATCHES "[.]cpp$" OR file MATCHES "^cli/(commands/|main[.]cpp)" OR file STREQUAL core/base/fmt.cpp)
        continue()
    endif()
    string(REGEX REPLACE "[.]cpp$" "" name ${file})
    set(found FALSE)
    while(name MATCHES "[^/]$" AND NOT found)
        if(EXISTS ${ROOT}/${name}.hpp)
            set(found TRUE)
        elseif(name MATCHES "_[^_/]*$")
            string(REGEX REPLACE "_[^_/]*$" "" name ${name})
        else()
            break()
        endif()
    endwhile()
    if(NOT found)
        offend(${file} "implements the header of another name")
    endif()
endforeach()

# What grows longer is a question. These have an answer: one list of all events, one of all tables, one judge.
set(most_lines 300)
set(longer core/ticket/event.hpp core/contract/policy.hpp core/clock/clock_judge.cpp)
foreach(file IN LISTS sources)
    file(READ ${ROOT}/${file} text)
    string(REGEX MATCHALL "\n" ends "${text}")
    list(LENGTH ends count)
    if(count GREATER most_lines AND NOT file IN_LIST longer)
        offend(${file} "has ${count} lines, and ${most_lines} are the limit")
    endif()
endforeach()

list(LENGTH sources count)
if(NOT count)
    message(FATAL_ERROR "There are no sources below ${ROOT}.")
elseif(offences)
    message(FATAL_ERROR "Lines that break the rule of the layers: ${offences}")
endif()
