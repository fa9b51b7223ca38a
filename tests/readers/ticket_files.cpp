#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/ticket/fields.hpp"
#include "store/yaml/canonical_writer.hpp"
#include "tests/nasty_strings.hpp"
#include "tests/random_tickets.hpp"

/// Writes one ticket for every nasty string, and random ones, into a folder, and beside each `<name>.yaml` a `<name>.json`: which
/// strings a YAML reader must find there, as a list of [path, string]. Arguments: the folder, the folder of the cases.
using namespace desk;

namespace {

constexpr char32_t last_ascii = 0x7E;

std::string json(std::string_view text) {
    std::string out = "\"";
    for (std::size_t length = 0; !text.empty(); text.remove_prefix(length)) {
        char32_t code = 0;
        length = decode_utf8(text, code);
        char escape[16];
        if (code > 0xFFFF)
            std::snprintf(escape, sizeof escape, "\\u%04X\\u%04X", static_cast<unsigned>(0xD7C0 + (code >> 10U)),
                          static_cast<unsigned>(0xDC00 + (code & 0x3FFU)));
        else
            std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(code));
        const bool plain = code >= 0x20 && code <= last_ascii && code != '"' && code != '\\';
        out += plain ? std::string(text.substr(0, length)) : escape;
    }
    return out + '"';
}

/// What the readers must find in one file.
class Expected {
public:
    void add(const std::string& path, const std::string& text) {
        if (!text.empty() || path != "[\"description\"]")
            list_ += (list_.empty() ? "[" : ",\n ") + ("[" + path + ", " + json(text) + "]");
    }
    void add_optional(const std::string& path, const std::string& text) {
        if (!text.empty()) add(path, text);
    }
    std::string text() const { return list_ + "]\n"; }

private:
    std::string list_;
};

YamlValue node(const std::string& text) {
    YamlValue made;
    made.text = text;
    return made;
}

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

void write_nasty(const std::string& path, const std::string& text, Ticket ticket) {
    ticket.title = ticket.requester.name = ticket.description = text;
    ticket.unknown_keys = {{"title", false, {node("custom"), node(text)}}};
    ticket.log = {Event{ticket.opened, "sam", did::Open{}, {}},
                  Event{ticket.opened + Milliseconds(1), "sam", did::Note{text}, {}}};
    ticket.log.change([&](std::vector<Event>& events) {
        events[1].unknown_keys = {{"do", false, {node("custom"), node(text)}}};
    });
    Expected expected;
    if (text.size() < 160) {
        ticket.unknown_keys.push_back({"title", false, {node(text), node("value")}});
        expected.add("[" + json(text) + "]", "value");
    }
    for (const std::string place : {"\"title\"", "\"custom\"", "\"log\", 1, \"text\"", "\"log\", 1, \"custom\""})
        expected.add("[" + place + "]", text);
    expected.add_optional("[\"requester\", \"name\"]", text);
    expected.add_optional("[\"description\"]", text);
    write(path + ".yaml", to_yaml(ticket));
    write(path + ".json", expected.text());
}

void write_random(const std::string& path, const Ticket& ticket) {
    Expected expected;
    const auto visit = [&](const std::string& prefix) {
        return [&expected, prefix](Key key, const auto& member) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>)
                if (key.required || !member.empty()) expected.add("[" + prefix + json(key.name) + "]", member);
        };
    };
    header_fields(ticket, visit(""));
    requester_fields(ticket.requester, visit("\"requester\", "));
    for (std::size_t i = 0; i < ticket.log.size(); ++i)
        event_fields(ticket.log[i], visit("\"log\", " + std::to_string(i) + ", "));
    write(path + ".yaml", to_yaml(ticket));
    write(path + ".json", expected.text());
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const std::string folder = arguments[1];
    std::filesystem::create_directories(folder);
    const auto nasty = nasty_strings(arguments[2]);
    TicketMaker maker(1, nasty);
    Ticket base;
    base.id = mint(std::chrono::year(2026) / 11, 1);
    base.opened = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20);
    for (std::size_t i = 0; i < nasty.size(); ++i) write_nasty(folder + "/nasty-" + std::to_string(i), nasty[i], base);
    for (int i = 0; i < 200; ++i) write_random(folder + "/random-" + std::to_string(i), maker.ticket());
}
