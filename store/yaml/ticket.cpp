#include "store/yaml/ticket.hpp"

#include <algorithm>

#include "store/yaml/canonical_reader.hpp"
#include "store/yaml/document.hpp"

namespace desk {

Reading ticket_from_any_yaml(std::string_view bytes, const std::string& file) {
    Reading reading;
    const auto read = [&](const yaml::Document& document) {
        reading.ticket = yaml::ticket_from(document, reading.loses_comment);
    };
    reading.problem = yaml::trouble_in(bytes, file, read);
    if (reading.problem) reading.ticket.reset();
    return reading;
}

bool says_closed(std::string_view beginning) {
    constexpr std::string_view key = "status: ", closed = "closed\n";
    while (!beginning.empty()) {
        if (beginning.starts_with(key)) return beginning.substr(key.size()).starts_with(closed);
        const char first = beginning.front();
        if (first != ' ' && (first < 'a' || first > 'z')) return false;
        const auto end = beginning.find('\n');
        if (end == std::string_view::npos) return false;
        beginning.remove_prefix(end + 1);
    }
    return false;
}

bool may_want(std::string_view bytes, std::initializer_list<std::string_view> verbs) {
    if (!says_closed(bytes)) return true;
    const auto first = [&](std::string_view verb) { return bytes.find("  do: " + std::string(verb) + "\n"); };
    const auto over = std::min({first("resolve"), first("close"), bytes.size()});
    bytes.remove_prefix(over);
    return std::ranges::any_of(verbs, [&](std::string_view verb) { return first(verb) != std::string_view::npos; });
}

Reading ticket_from(std::string_view bytes, const std::string& file, Depth depth) {
    auto strict = ticket_from_canonical(bytes, depth);
    if (strict.outcome == CanonicalReading::Outcome::not_canonical) {
        auto reading = ticket_from_any_yaml(bytes, file);
        if (!reading.ticket || depth == Depth::whole) return reading;
        if (skips_closed(depth) && reading.ticket->now.status == Status::closed)
            reading.ticket.reset();
        else if (!has_log(depth))
            reading.ticket->log = {};
        return reading;
    }
    Reading reading;
    reading.canonical = true;
    if (strict.outcome == CanonicalReading::Outcome::taken) reading.ticket = std::move(strict.ticket);
    return reading;
}

}  // namespace desk
