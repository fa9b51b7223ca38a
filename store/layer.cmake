desk_layer(store
    SOURCES
        atomic_writes.cpp
        calendar_toml.cpp
        canonical_cursor.cpp
        canonical_reader.cpp
        canonical_scalar.cpp
        canonical_writer.cpp
        change.cpp
        file.cpp
        git.cpp
        ical.cpp
        lock.cpp
        new_store.cpp
        policy_toml.cpp
        process.cpp
        scan.cpp
        settings.cpp
        store.cpp
        ticket_yaml.cpp
        yaml_text.cpp
        yaml_tree.cpp
    LIBRARIES desk_core
    PRIVATE ${CMAKE_DL_LIBS} ${desk_yaml_cpp} Threads::Threads
)
