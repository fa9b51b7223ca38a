desk_layer(core
    SOURCES
        calendar.cpp
        error.cpp
        event.cpp
        hours.cpp
        lifecycle.cpp
        policy.cpp
        query.cpp
        query_sort.cpp
        reference.cpp
        repair.cpp
        text.cpp
        ticket.cpp
        time.cpp
        zone.cpp
    LIBRARIES ${desk_fmt}
    PRIVATE ${desk_absl}
)
