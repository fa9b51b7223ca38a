configure_file(cli/version.hpp.in generated/cli/version.hpp @ONLY)

desk_layer(cli
    SOURCES
        agent.cpp
        app.cpp
        args.cpp
        candidates.cpp
        csv.cpp
        display.cpp
        editor.cpp
        help.cpp
        lines.cpp
        output.cpp
        pager.cpp
        record.cpp
        rejected.cpp
        session.cpp
        shell.cpp
        table.cpp
        typed.cpp
        commands/answer.cpp
        commands/assign.cpp
        commands/calendar.cpp
        commands/check.cpp
        commands/client.cpp
        commands/close.cpp
        commands/complete.cpp
        commands/confirm.cpp
        commands/edit.cpp
        commands/escalate.cpp
        commands/hear.cpp
        commands/hours.cpp
        commands/init.cpp
        commands/kind.cpp
        commands/link.cpp
        commands/list.cpp
        commands/log.cpp
        commands/new.cpp
        commands/next.cpp
        commands/note.cpp
        commands/owed.cpp
        commands/policy.cpp
        commands/prioritise.cpp
        commands/promise.cpp
        commands/rate.cpp
        commands/reopen.cpp
        commands/reply.cpp
        commands/resolve.cpp
        commands/resume.cpp
        commands/scope.cpp
        commands/show.cpp
        commands/sweep.cpp
        commands/step.cpp
        commands/wait.cpp
        commands/why.cpp
        commands/work.cpp
        views/calendar.cpp
        views/clock_text.cpp
        views/clocks.cpp
        views/client.cpp
        views/deed.cpp
        views/events.cpp
        views/findings.cpp
        views/hours.cpp
        views/json.cpp
        views/owed.cpp
        views/policy.cpp
        views/policy_rules.cpp
        views/policy_words.cpp
        views/process.cpp
        views/shared.cpp
        views/ticket_page.cpp
        views/ticket_table.cpp
        views/why.cpp
    LIBRARIES desk_store
    PRIVATE CLI11::CLI11 nlohmann_json::nlohmann_json ${desk_utf8proc}
)
target_include_directories(desk_cli PRIVATE ${PROJECT_BINARY_DIR}/generated)

add_executable(desk cli/main.cpp)
target_link_libraries(desk PRIVATE desk_cli)
