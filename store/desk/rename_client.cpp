#include "store/desk/rename_client.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "store/desk/problems.hpp"
#include "store/toml/client.hpp"
#include "store/toml/reader.hpp"
#include "store/toml/values.hpp"

namespace desk {
namespace {

bool says(std::string_view line, std::string_view key) {
    if (!trimmed(line).starts_with(key)) return false;
    return trimmed(trimmed(line).substr(key.size())).starts_with('=');
}

/// Where the tables begin: before them stand the keys of the file itself.
std::size_t first_table(std::string_view text) {
    std::size_t at = 0;
    for (const auto line : split(text, '\n')) {
        if (trimmed(line).starts_with('[')) break;
        at += line.size() + 1;
    }
    return std::min(at, text.size());
}

/// The line of the key, with its end; empty where there is none. A list may go on over several.
std::string_view entry_of(std::string_view text, std::string_view key) {
    for (const auto line : split(text, '\n')) {
        if (!says(line, key)) continue;
        const auto begin = static_cast<std::size_t>(line.data() - text.data());
        const auto closes = line.find('[') == line.npos ? begin : text.find(']', begin);
        const auto end = closes == text.npos ? text.npos : text.find('\n', closes);
        return text.substr(begin, end == text.npos ? end : end - begin + 1);
    }
    return {};
}

/// The text of the client's file as it is under another name: `was` has the present one as well. Refuses a text in which that
/// cannot be said so.
std::string renamed_client_toml(const std::string& text, const Client& client, const std::string& name, const Desk& desk) {
    auto names = client.was;
    names.push_back(client.name);
    std::erase(names, name);
    std::vector<std::string> quoted;
    quoted.reserve(names.size());
    for (const auto& each : names) quoted.push_back(quoted_toml(each));
    const auto line = fmt::format("was = [{}]\n", joined(quoted, ", "));
    const auto own = std::string_view(text).substr(0, first_table(text));
    const auto was = entry_of(own, "was"), full = entry_of(own, "name");
    const auto place = [&](std::string_view entry) { return static_cast<std::size_t>(entry.data() - text.data()); };
    auto made = text;
    if (!was.empty())
        made.replace(place(was), was.size(), line);
    else
        made.insert(full.ends_with('\n') ? place(full) + full.size() : 0, line);
    const auto file = client_path(name);
    Client renamed;
    if (!problem_with(file, [&] { renamed = client_from_toml(made, file, name, desk); }) && renamed.was == names) return made;
    throw Error(Fault::refused, fmt::format("{} cannot be rewritten", client_path(client.name)),
                fmt::format("rename it by hand, and add to it: {}", trimmed(line)));
}

/// Two clients would become one, and nobody could take them apart again.
void must_be_free(const Store& store, const Client& client, const std::string& name) {
    if (const auto* other = client_named(store.desk(), name); other && other->name != client.name)
        throw Error(Fault::refused, fmt::format("{} is already a client", name), fmt::format("see {}", client_path(other->name)));
    const auto theirs = [&](const Ticket& ticket) { return ticket.client == name; };
    const auto count = std::ssize(store.all({Depth::header, {}, theirs}).tickets);
    if (name == client.name || (count > 0 && !client_named(store.desk(), name)))
        throw Error(Fault::refused,
                    name == client.name
                        ? fmt::format("{} is already the client's name", name)
                        : fmt::format("{} of {} would become those of {}", count_of(count, "ticket"), name, client.name),
                    name == client.name ? "" : "they were another client's: `desk edit` gives them their client");
}

}  // namespace

void stage_renamed_client(Change& change, const Store& store, const Client& client, const std::string& name) {
    const auto path = client_path(client.name);
    const auto text = client.has_file ? store.folder().read(path, most_toml_bytes) : std::nullopt;
    if (!text)
        throw Error(Fault::refused, fmt::format("{} has no file", client.name),
                    fmt::format("`desk edit TICKET --client {}` gives a ticket another client", name));
    must_be_free(store, client, name);
    const auto summary = fmt::format("client: {} is {} now", client.name, name);
    change.stage_file(client_path(name), renamed_client_toml(*text, client, name, store.desk()), summary);
    change.stage_removal(path, summary);
}

std::vector<std::string> policies_naming(const Store& store, const std::string& client) {
    std::vector<std::string> paths{std::string(places::policy)}, naming;
    for (const auto& further : store.desk().further) paths.push_back(further_policy_path(further.name));
    for (const auto& path : paths)
        if (const auto text = store.folder().read(path, most_toml_bytes); text && text->find(quoted_toml(client)) != text->npos)
            naming.push_back(path);
    return naming;
}

}  // namespace desk
