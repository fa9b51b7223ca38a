# The target `tidy`: clang-tidy over every source of the program, again only where the source or a header that it includes has
# changed. In a new checkout tidy.py knows what has passed before.
find_program(CLANG_TIDY clang-tidy REQUIRED)

# clang reads no header that GCC has precompiled, and so sees that each source includes what it needs.
set(tidy_commands ${CMAKE_CURRENT_BINARY_DIR}/tidy/compile_commands.json)
add_custom_command(
    OUTPUT ${tidy_commands}
    COMMAND sed -e "s/ -Winvalid-pch//; s/ -fpch-preprocess//; s/ -include [^ ]*cmake_pch.hxx//" ${PROJECT_BINARY_DIR}/compile_commands.json > ${tidy_commands}.new
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${tidy_commands}.new ${tidy_commands}
    DEPENDS ${PROJECT_BINARY_DIR}/compile_commands.json
    VERBATIM)

get_property(targets DIRECTORY ${PROJECT_SOURCE_DIR} PROPERTY BUILDSYSTEM_TARGETS)
foreach(target IN LISTS targets)
    get_target_property(sources ${target} SOURCES)
    get_target_property(folder ${target} SOURCE_DIR)
    if(NOT sources)
        continue()
    endif()
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    foreach(source IN LISTS sources)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${folder})
        cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE name)
        set(stamp ${CMAKE_CURRENT_BINARY_DIR}/tidy/${name}.stamp)
        cmake_path(GET stamp PARENT_PATH stamp_folder)
        file(MAKE_DIRECTORY ${stamp_folder})
        add_custom_command(
            OUTPUT ${stamp}
            COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tidy.py --clang-tidy ${CLANG_TIDY} --root ${PROJECT_SOURCE_DIR}
                    --commands ${CMAKE_CURRENT_BINARY_DIR}/tidy --stamp ${stamp} ${source}
            DEPENDS ${source} ${PROJECT_SOURCE_DIR}/.clang-tidy ${CMAKE_CURRENT_SOURCE_DIR}/tidy.py ${tidy_commands}
            DEPFILE ${stamp}.d
            COMMENT "clang-tidy ${name}"
            VERBATIM)
        list(APPEND stamps ${stamp})
    endforeach()
endforeach()

add_custom_target(tidy DEPENDS ${stamps})
