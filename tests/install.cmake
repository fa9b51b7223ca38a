# `cmake --install` puts everything where a Unix system looks for it.
#   cmake -D BUILD=<build folder> -D ROOT=<sources> -P install.cmake
cmake_minimum_required(VERSION 3.25)

set(prefix ${BUILD}/tests/installed)
file(REMOVE_RECURSE ${prefix} ${BUILD}/tests/copied)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(wanted bin/desk share/bash-completion/completions/desk share/zsh/site-functions/_desk share/fish/vendor_completions.d/desk.fish
    share/doc/flatdesk/README.md share/doc/flatdesk/LICENSE)
file(GLOB examples RELATIVE ${ROOT} ${ROOT}/examples/hooks/* ${ROOT}/examples/*/README.md ${ROOT}/examples/*/desk.toml)
list(TRANSFORM examples PREPEND share/doc/flatdesk/)
list(APPEND wanted ${examples})
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

# An example that was copied is a desk that works.
file(GLOB desks ${prefix}/share/doc/flatdesk/examples/*/desk.toml)
foreach(policy IN LISTS desks)
    cmake_path(GET policy PARENT_PATH desk)
    cmake_path(GET desk FILENAME name)
    file(COPY ${desk} DESTINATION ${BUILD}/tests/copied)
    execute_process(COMMAND ${prefix}/bin/desk -C ${BUILD}/tests/copied/${name} list --all RESULT_VARIABLE status OUTPUT_VARIABLE listed)
    if(status OR NOT listed)
        message(SEND_ERROR "the example ${name} does not work where it was copied to")
    endif()
endforeach()
if(NOT desks)
    message(SEND_ERROR "no example was installed")
endif()
