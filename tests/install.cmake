# `cmake --install` puts everything where a Unix system looks for it.
#   cmake -D BUILD=<build folder> -D ROOT=<sources> -P install.cmake
cmake_minimum_required(VERSION 3.25)

set(prefix ${BUILD}/tests/installed)
file(REMOVE_RECURSE ${prefix})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(wanted bin/desk share/bash-completion/completions/desk share/zsh/site-functions/_desk share/fish/vendor_completions.d/desk.fish
    share/doc/flatdesk/README.md share/doc/flatdesk/LICENSE)
file(GLOB pages RELATIVE ${ROOT}/man ${ROOT}/man/*.scd)
foreach(page IN LISTS pages)
    string(REGEX REPLACE "^(.*)\\.([0-9])\\.scd$" "share/man/man\\2/\\1.\\2" path ${page})
    list(APPEND wanted ${path})
endforeach()

foreach(path IN LISTS wanted)
    if(NOT EXISTS ${prefix}/${path})
        message(SEND_ERROR "${path} was not installed")
    endif()
endforeach()
execute_process(COMMAND ${prefix}/bin/desk --version OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
