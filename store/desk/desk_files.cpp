#include "store/desk/desk_files.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "store/desk/problems.hpp"
#include "store/desk/record_name.hpp"
#include "store/toml/client.hpp"
#include "store/toml/ical.hpp"
#include "store/toml/policy.hpp"
#include "store/toml/reader.hpp"

namespace desk {
namespace {

constexpr std::string_view suffix = ".toml";

/// The names of the TOML files in a folder, sorted. Other files in it are problems; that it cannot be read is a failure, because
/// nobody would know whose contract is missing.
std::vector<std::string> names_in(const DeskFiles& files, const std::string& path, std::vector<Problem>& problems) {
    std::vector<std::string> names;
    for (const auto& file : files.names(path)) {
        const auto name = file.ends_with(suffix) ? file.substr(0, file.size() - suffix.size()) : "";
        if (is_name(name))
            names.push_back(name);
        else
            problems.push_back({{fmt::format("{}/{}", path, file)}, "is not a name and .toml, as in: acme.toml"});
    }
    std::ranges::sort(names);
    return names;
}

std::string read_whole(const DeskFiles& files, const std::string& file) {
    auto text = files.read(file, most_toml_bytes);
    if (!text) throw Malformed(Problem{{file}, "is gone"});
    return *std::move(text);
}

/// Whose agreement it is, by the name of its file: so that is known even of one that cannot be read. Empty where it is named
/// otherwise.
std::string client_of(std::string_view record) {
    if (!record.ends_with(suffix)) return {};
    record.remove_suffix(suffix.size());
    if (record.size() <= record_name_length + 1) return {};
    const auto client = record.substr(0, record.size() - record_name_length - 1);
    const bool is_named_well = record[client.size()] == '-' && is_record_name(record.substr(client.size() + 1));
    return is_named_well && is_name(client) ? std::string(client) : std::string();
}

Client& client_in(Desk& desk, const std::string& name) {
    const auto place = std::ranges::lower_bound(desk.clients, name, {}, &Client::name);
    if (place != desk.clients.end() && place->name == name) return *place;
    Client client;
    client.name = name;
    return *desk.clients.insert(place, std::move(client));
}

void read_agreements(const DeskFiles& files, Desk& desk) {
    for (const auto& record : files.names(std::string(places::agreements))) {
        const auto file = fmt::format("{}/{}", places::agreements, record);
        const auto name = client_of(record);
        if (name.empty()) {
            desk.problems.push_back({{file}, "is not named as `desk hours agree` does"});
            continue;
        }
        Client::Agreed agreed;
        const auto problem = problem_with(file, [&] { agreed = agreed_from_toml(read_whole(files, file), file, desk); });
        auto& client = client_in(desk, name);
        if (!problem) {
            client.agreed.push_back(std::move(agreed));
            continue;
        }
        desk.problems.push_back(*problem);
        client.broken = problem;
    }
    // Of two for the same month the later holds.
    const auto when = [](const Client::Agreed& each) { return std::pair(std::chrono::sys_days(each.on), each.at); };
    for (auto& client : desk.clients) std::ranges::stable_sort(client.agreed, {}, when);
}

}  // namespace

ReadFile DeskFiles::reader() const {
    return [this](const std::string& path) { return read(path, most_ical_bytes); };
}

DeskFiles files_in(const Folder& folder) {
    return {[&folder](const std::string& path, std::size_t limit) { return folder.read(path, limit); },
            [&folder](const std::string& path) { return folder.names(path); }};
}

Desk desk_from(const DeskFiles& files, const Policy& policy) {
    Desk desk{policy, {}, {}, {}};
    desk.unknown = unknown_contract(policy);
    const auto read = files.reader();
    std::map<std::string, Problem> broken;
    for (const auto& name : names_in(files, std::string(places::further_policies), desk.problems)) {
        const auto file = further_policy_path(name);
        const auto problem = problem_with(file, [&] {
            desk.further.push_back({name, further_policy_from_toml(read_whole(files, file), file, policy, read)});
        });
        if (!problem) continue;
        desk.problems.push_back(*problem);
        broken.emplace(name, *problem);
    }
    for (const auto& name : names_in(files, std::string(places::clients), desk.problems)) {
        const auto file = client_path(name);
        Client client;
        client.name = name;
        client.broken = problem_with(file, [&] { client = client_from_toml(read_whole(files, file), file, name, desk, broken); });
        if (client.broken) desk.problems.push_back(*client.broken);
        desk.clients.push_back(std::move(client));
    }
    read_agreements(files, desk);
    return desk;
}

std::optional<Policy> policy_from(const std::string& text, const ReadFile& read, std::vector<Problem>& problems) {
    const std::string file(places::policy);
    std::optional<Policy> policy;
    if (const auto problem = problem_with(file, [&] { policy = policy_from_toml(text, file, read); }))
        problems.push_back(*problem);
    return policy;
}

}  // namespace desk
