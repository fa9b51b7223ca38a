#include "core/base/error.hpp"

#include <fmt/format.h>

namespace desk {

std::string to_text(const Where& where) {
    if (where.line == 0) return where.file;
    if (where.column == 0) return fmt::format("{}:{}", where.file, where.line);
    return fmt::format("{}:{}:{}", where.file, where.line, where.column);
}

Problem problem_of(const std::string& file, const Error& error) {
    const std::string_view what = error.what();
    const auto prefix = file + ": ";
    return {{file}, std::string(what.starts_with(prefix) ? what.substr(prefix.size()) : what)};
}

Error failure(const Problem& problem, std::string hint) {
    return {Fault::malformed, fmt::format("{}: {}", to_text(problem.where), problem.what), std::move(hint)};
}

}  // namespace desk
