#include "store/desk/desk_files.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/client_name.hpp"
#include "core/contract/dated.hpp"
#include "core/contract/former_names.hpp"
#include "store/desk/problems.hpp"
#include "store/desk/record_name.hpp"
#include "store/toml/client.hpp"
#include "store/toml/ical.hpp"
#include "store/toml/policy.hpp"
#include "store/toml/reader.hpp"

namespace desk {
namespace {

constexpr std::string_view suffix = ".toml";

using IsName = bool (*)(std::string_view);

/// The names of the TOML files in a folder, sorted. Other files in it are problems; that it cannot be read is a failure, because
/// nobody would know whose contract is missing.
std::vector<std::string> names_in(const DeskFiles& files, const std::string& path, IsName may_be_name,
                                  std::vector<Problem>& problems) {
    std::vector<std::string> names;
    for (const auto& file : files.names(path)) {
        const auto name = file.ends_with(suffix) ? file.substr(0, file.size() - suffix.size()) : "";
        if (may_be_name(name))
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
    return is_named_well && is_client_name(client) ? std::string(client) : std::string();
}

bool is_client_file(std::string_view name) { return is_client_name(composed(name)); }

/// Whether the policies of [[terms]] can be had.
void look_at_terms(Desk& desk, const std::map<std::string, Problem>& broken) {
    std::vector<std::string> known;
    for (const auto& further : desk.further) known.push_back(further.name);
    for (const auto& [from, policy] : desk.policy.terms) {
        if (contains(known, policy)) continue;
        if (const auto why = broken.find(policy); why != broken.end()) {
            desk.broken_terms = why->second;
            continue;
        }
        desk.broken_terms = Problem{
            {std::string(places::policy)},
            fmt::format("[[terms]] from {}: unknown policy \"{}\"{}", to_text(from), policy, did_you_mean(policy, known))};
        desk.problems.push_back(*desk.broken_terms);
    }
}

/// A former name that another client has, or had, would be two clients'.
void look_at_former_names(Desk& desk) {
    std::map<std::string, std::string> owners;
    for (const auto& client : desk.clients) owners.emplace(client.name, client.name);
    for (auto& client : desk.clients)
        for (const auto& name : client.was) {
            const auto& owner = owners.emplace(name, client.name).first->second;
            if (owner == client.name) continue;
            client.broken = Problem{{client_path(client.name)}, fmt::format("was = \"{}\": that is {}", name, owner)};
            desk.problems.push_back(*client.broken);
        }
}

Client& client_in(Desk& desk, const std::string& name) {
    const auto place = std::ranges::lower_bound(desk.clients, name, {}, &Client::name);
    if (place != desk.clients.end() && place->name == name) return *place;
    Client client;
    client.name = name;
    client.has_file = false;
    return *desk.clients.insert(place, std::move(client));
}

void read_agreements(const DeskFiles& files, Desk& desk) {
    for (const auto& record : files.names(std::string(places::agreements))) {
        const auto file = fmt::format("{}/{}", places::agreements, record);
        const auto name = present_client(desk, client_of(record));
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
    Desk desk;
    desk.policy = policy;
    desk.unknown = unknown_contract(policy);
    const auto read = files.reader();
    std::map<std::string, Problem> broken;
    for (const auto& name : names_in(files, std::string(places::further_policies), is_name, desk.problems)) {
        const auto file = further_policy_path(name);
        const auto problem = problem_with(file, [&] {
            desk.further.push_back({name, further_policy_from_toml(read_whole(files, file), file, policy, read)});
        });
        if (!problem) continue;
        desk.problems.push_back(*problem);
        broken.emplace(name, *problem);
    }
    look_at_terms(desk, broken);
    for (const auto& name : names_in(files, std::string(places::clients), is_client_file, desk.problems)) {
        const auto file = client_path(name);
        Client client;
        client.name = name;
        client.broken = problem_with(file, [&] { client = client_from_toml(read_whole(files, file), file, name, desk, broken); });
        if (client.broken) desk.problems.push_back(*client.broken);
        desk.clients.push_back(std::move(client));
    }
    // Some file systems take a name apart.
    for (auto& client : desk.clients) client.name = composed(client.name);
    std::ranges::sort(desk.clients, {}, &Client::name);
    look_at_former_names(desk);
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
