# The target `tidy`: clang-tidy over every source of the program, again only where the source or a header that it includes has changed.
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
            COMMAND ${CMAKE_CXX_COMPILER} -std=c++${CMAKE_CXX_STANDARD} -I ${PROJECT_SOURCE_DIR} -I ${PROJECT_BINARY_DIR}/generated -MM -MT ${stamp} -MF ${stamp}.d ${source}
            COMMAND ${CLANG_TIDY} --quiet -p ${CMAKE_CURRENT_BINARY_DIR}/tidy ${source} 2> ${stamp}.log
            COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
            DEPENDS ${source} ${PROJECT_SOURCE_DIR}/.clang-tidy ${tidy_commands}
            DEPFILE ${stamp}.d
            COMMENT "clang-tidy ${name}"
            VERBATIM)
        list(APPEND stamps ${stamp})
    endforeach()
endforeach()

add_custom_target(tidy DEPENDS ${stamps})
