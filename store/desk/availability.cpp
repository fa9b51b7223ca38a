#include "store/desk/availability.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/contract/former_names.hpp"
#include "store/desk/problems.hpp"
#include "store/desk/record_name.hpp"
#include "store/yaml/document.hpp"

namespace desk {
namespace {

using yaml::Refusal;
using yaml::Tree;
using Form = YamlValue::Form;

constexpr std::string_view kept_in = places::availability, suffix = ".yaml", maintenance_word = "maintenance";

/// A map of the file that has these keys and no others.
class Map {
public:
    Map(const Tree& map, const std::vector<std::string>& keys) : map_(map) {
        if (map.form != Form::map) throw Refusal{map.at, "a map is wanted here"};
        for (std::size_t i = 0; i + 1 < map_.children.size(); i += 2)
            if (const auto& key = map_.children[i]; !contains(keys, key.text))
                throw Refusal{key.at, fmt::format("unknown key `{}`{}", key.text, did_you_mean(key.text, keys))};
    }

    /// Null where the key is missing.
    const Tree* find(const std::string& key) const {
        for (std::size_t i = 0; i + 1 < map_.children.size(); i += 2)
            if (map_.children[i].text == key) return &map_.children[i + 1];
        return nullptr;
    }

    void text(const std::string& key, std::string& into) const {
        const auto* value = find(key);
        if (!value) return;
        if (value->form == Form::list || value->form == Form::map)
            throw Refusal{value->at, fmt::format("`{}` must be a text", key)};
        into = value->text;
    }

    std::optional<Instant> instant(const std::string& key) const {
        std::string text;
        this->text(key, text);
        if (text.empty()) return {};
        if (const auto at = instant_from(text)) {
            if (has_known_year(*at)) return at;
            throw Refusal{find(key)->at, fmt::format("`{}` is outside the years 2000 to 2099", key)};
        }
        throw Refusal{find(key)->at, fmt::format("`{}` must be a time with its zone, as in 2026-11-20T09:14:03.217Z", key)};
    }

    Instant needed(const std::string& key) const {
        if (const auto at = instant(key)) return *at;
        throw Refusal{map_.at, fmt::format("`{}` is missing", key)};
    }

    std::size_t at() const { return map_.at; }

private:
    const Tree& map_;
};

void check_order(const Map& map, Instant from, const std::optional<Instant>& until) {
    if (until && *until <= from) throw Refusal{map.at(), "it ends before it begins"};
}

Outage outage_from(const Tree& item) {
    const Map map(item, {"from", "until", "client", "by", "at", "text"});
    Outage outage;
    outage.from = map.needed("from");
    outage.until = map.instant("until");
    map.text("client", outage.client);
    map.text("by", outage.by);
    outage.at = map.instant("at");
    map.text("text", outage.text);
    check_order(map, outage.from, outage.until);
    return outage;
}

Maintenance maintenance_from(const Tree& item) {
    const Map map(item, {"from", "until", "announced", "kind", "client", "by", "at", "text"});
    Maintenance planned;
    planned.from = map.needed("from");
    planned.until = map.needed("until");
    planned.announced = map.instant("announced");
    map.text("kind", planned.kind);
    map.text("client", planned.client);
    map.text("by", planned.by);
    planned.at = map.instant("at");
    map.text("text", planned.text);
    check_order(map, planned.from, planned.until);
    return planned;
}

OutageEnd end_from(const Tree& item) {
    const Map map(item, {"of", "until", "client", "by", "at", "text"});
    OutageEnd end;
    end.of = map.needed("of");
    end.until = map.needed("until");
    map.text("client", end.client);
    map.text("by", end.by);
    end.at = map.needed("at");
    map.text("text", end.text);
    check_order(map, end.of, end.until);
    return end;
}

Removal removal_from(const Tree& item) {
    const Map map(item, {"of", "what", "client", "by", "at", "why"});
    Removal removal;
    removal.of = map.needed("of");
    std::string what;
    map.text("what", what);
    removal.maintenance = what == maintenance_word;
    if (!what.empty() && !removal.maintenance) throw Refusal{map.at(), "`what` must be maintenance, or be left out"};
    map.text("client", removal.client);
    map.text("by", removal.by);
    removal.at = map.needed("at");
    map.text("why", removal.why);
    return removal;
}

template <class T>
void read_list(const Map& root, const std::string& key, std::vector<T>& into, T (*from)(const Tree&)) {
    const auto* list = root.find(key);
    if (!list) return;
    if (list->form != Form::list) throw Refusal{list->at, fmt::format("`{}` must be a list", key)};
    for (const auto& item : list->children) into.push_back(from(item));
}

/// `2026-11.yaml`
bool is_old(std::string_view name) {
    const auto month = month_from(name.substr(0, name.size() - suffix.size()));
    return month && has_known_year(*month);
}

}  // namespace

std::optional<Availability> availability_from(std::string_view bytes, const std::string& file, std::vector<Problem>& problems) {
    Availability availability;
    const auto read = [&](const yaml::Document& document) {
        const Map root(document.root, {"outages", "maintenance", "ends", "removals"});
        read_list(root, "outages", availability.outages, outage_from);
        read_list(root, "maintenance", availability.maintenance, maintenance_from);
        read_list(root, "ends", availability.ends, end_from);
        read_list(root, "removals", availability.removals, removal_from);
    };
    const auto problem = yaml::trouble_in(bytes, file, read);
    if (!problem) return availability;
    problems.push_back(*problem);
    return {};
}

namespace {

/// Whether the file is named as a record is, or by a month, as all of them were once.
bool is_named_well(const std::string& name) {
    if (!name.ends_with(suffix)) return false;
    return is_old(name) || is_record_name(std::string_view(name).substr(0, name.size() - suffix.size()));
}

Problem named_otherwise(const std::string& file) { return {{file}, "is not named as `desk outage` does"}; }

std::optional<Availability> read_file(const Store& store, const std::string& name, std::vector<Problem>& problems) {
    const auto file = fmt::format("{}/{}", kept_in, name);
    if (!is_named_well(name)) {
        problems.push_back(named_otherwise(file));
        return {};
    }
    std::optional<std::string> bytes;
    if (const auto problem = problem_with(file, [&] { bytes = store.folder().read(file); })) problems.push_back(*problem);
    return bytes ? availability_from(*bytes, file, problems) : std::nullopt;
}

void stage_record(Change& change, const Availability& one, Instant at, const std::string& summary) {
    const auto yaml = to_yaml(one);
    change.stage_file(fmt::format("{}/{}{}", kept_in, record_name(at, yaml), suffix), yaml, summary);
}

void stage_each(Change& change, const Availability& said, const std::string& summary) {
    for (const auto& outage : said.outages) stage_outage(change, outage, summary);
    for (const auto& planned : said.maintenance) stage_maintenance(change, planned, summary);
    for (const auto& end : said.ends) stage_outage_end(change, end, summary);
    for (const auto& removal : said.removals) stage_removal(change, removal, summary);
}

}  // namespace

std::optional<Problem> trouble_with_availability(const std::string& file, std::string_view bytes) {
    if (!is_named_well(file.substr(file.rfind('/') + 1))) return named_otherwise(file);
    std::vector<Problem> problems;
    availability_from(bytes, file, problems);
    return problems.empty() ? std::nullopt : std::optional(problems.front());
}

Availability availability_of(const Store& store) {
    Availability known;
    std::vector<Problem> problems;
    for (const auto& name : store.folder().names(std::string(kept_in))) {
        auto said = read_file(store, name, problems);
        if (!said) continue;
        std::ranges::move(said->outages, std::back_inserter(known.outages));
        std::ranges::move(said->maintenance, std::back_inserter(known.maintenance));
        std::ranges::move(said->ends, std::back_inserter(known.ends));
        std::ranges::move(said->removals, std::back_inserter(known.removals));
    }
    store.problems().add(problems);
    const auto rename = [&](auto& records) {
        for (auto& record : records) record.client = store.present_client(record.client);
    };
    rename(known.outages);
    rename(known.maintenance);
    rename(known.ends);
    return with_ends(std::move(known));
}

SplitMonths stage_split_months(Change& change, const Store& store, bool lose_comments) {
    SplitMonths split;
    std::vector<Problem> told_elsewhere;
    for (const auto& name : store.folder().names(std::string(kept_in))) {
        const auto file = fmt::format("{}/{}", kept_in, name);
        if (!name.ends_with(suffix) || !is_old(name)) continue;
        const auto bytes = store.folder().read(file);
        const auto said = bytes ? availability_from(*bytes, file, told_elsewhere) : std::nullopt;
        if (!said) continue;
        if (to_yaml(*said) != *bytes && !lose_comments) {
            split.kept.push_back(file);
            continue;
        }
        stage_each(change, *said, "check: a file for each record");
        change.stage_removal(file, "check: a file for each record");
        split.files.push_back(file);
    }
    return split;
}

void stage_outage(Change& change, const Outage& outage, const std::string& summary) {
    stage_record(change, {{outage}, {}}, outage.from, summary);
}

void stage_maintenance(Change& change, const Maintenance& planned, const std::string& summary) {
    stage_record(change, {{}, {planned}}, planned.from, summary);
}

void stage_outage_end(Change& change, const OutageEnd& end, const std::string& summary) {
    stage_record(change, {{}, {}, {end}}, end.of, summary);
}

void stage_removal(Change& change, const Removal& removal, const std::string& summary) {
    stage_record(change, {{}, {}, {}, {removal}}, removal.of, summary);
}

}  // namespace desk
