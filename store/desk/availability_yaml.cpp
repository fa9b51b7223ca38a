#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "store/desk/availability.hpp"
#include "store/yaml/canonical_scalar.hpp"
#include "store/yaml/canonical_writer.hpp"

/// How the files of availability are written.
namespace desk {
namespace {

/// Plain where every reader takes it for a text, else in quotes on one line.
std::string scalar(std::string_view text) {
    if (canonical::is_plain(text)) return std::string(text);
    std::string quoted;
    canonical::quote(quoted, text);
    return quoted;
}

/// An item of a list, key by key.
class Item {
public:
    explicit Item(std::string& out) : out_(out) {}

    void operator()(std::string_view key, const std::optional<Instant>& at) { add(key, at ? to_text(*at) : std::string()); }
    void operator()(std::string_view key, const std::string& text) { add(key, text.empty() ? text : scalar(text)); }

private:
    void add(std::string_view key, const std::string& value) {
        if (value.empty()) return;
        out_ += fmt::format("{}{}: {}\n", is_first_ ? "- " : "  ", key, value);
        is_first_ = false;
    }

    std::string& out_;
    bool is_first_ = true;
};

}  // namespace

std::string to_yaml(const Availability& availability) {
    std::string yaml;
    if (!availability.outages.empty()) yaml += "outages:\n";
    for (const auto& outage : availability.outages) {
        Item add(yaml);
        add("from", std::optional(outage.from));
        add("until", outage.until);
        add("client", outage.client);
        add("by", outage.by);
        add("at", outage.at);
        add("text", outage.text);
    }
    if (!availability.maintenance.empty()) yaml += "maintenance:\n";
    for (const auto& planned : availability.maintenance) {
        Item add(yaml);
        add("from", std::optional(planned.from));
        add("until", std::optional(planned.until));
        add("announced", planned.announced);
        add("kind", planned.kind);
        add("client", planned.client);
        add("by", planned.by);
        add("at", planned.at);
        add("text", planned.text);
    }
    if (!availability.ends.empty()) yaml += "ends:\n";
    for (const auto& end : availability.ends) {
        Item add(yaml);
        add("of", std::optional(end.of));
        add("until", std::optional(end.until));
        add("client", end.client);
        add("by", end.by);
        add("at", std::optional(end.at));
        add("text", end.text);
    }
    if (!availability.removals.empty()) yaml += "removals:\n";
    for (const auto& removal : availability.removals) {
        Item add(yaml);
        add("of", std::optional(removal.of));
        add("what", std::string(removal.maintenance ? "maintenance" : ""));
        add("client", removal.client);
        add("by", removal.by);
        add("at", std::optional(removal.at));
        add("why", removal.why);
    }
    return yaml;
}

}  // namespace desk
