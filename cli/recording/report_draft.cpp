#include "cli/recording/report_draft.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/typed.hpp"
#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/priority.hpp"

namespace desk::cli {
namespace {

/// A line `name: value` of the draft.
struct Field {
    std::string name;
    std::string explanation;  ///< what may be written there
};

std::vector<Field> fields_of(const Policy& policy) {
    std::vector<Field> fields{{"client", {}}};
    const auto add = [&](std::string name, const std::vector<std::string>& words, const std::string& question = {}) {
        auto text = joined(words, ", ");
        if (!question.empty()) text = question + (text.empty() ? "" : " " + text);
        fields.push_back({std::move(name), std::move(text)});
    };
    if (!policy.products.empty()) add("product", policy.products);
    if (!policy.kinds.empty()) add("kind", kind_names(policy));
    if (!policy.priorities.empty()) add("priority", priority_names(policy));
    for (const auto& item : policy.intake->items)
        if (item.name != "description" && !contains(fields, item.name, &Field::name)) add(item.name, item.answers, item.ask);
    return fields;
}

/// A header's word that has an option of its own; null: it is an item of the report.
std::string* header_word(NewTicket& report, std::string_view name) {
    if (name == "product") return &report.product;
    if (name == "kind") return &report.kind;
    return name == "priority" ? &report.priority : nullptr;
}

std::string value_of(NewTicket& report, const std::string& name) {
    if (const auto* word = header_word(report, name)) return *word;
    if (const auto* text = header_text(report, name)) return *text;
    const auto answered = std::ranges::find(report.answers, name, &did::Answer::item);
    return answered == report.answers.end() ? std::string() : answered->text;
}

std::string draft_of(NewTicket& report, const std::vector<Field>& fields) {
    auto text = report.title + "\n";
    for (const auto& field : fields) {
        const auto value = value_of(report, field.name);
        text += fmt::format("{}:{}{}\n", field.name, value.empty() ? "" : " ", value);
    }
    return text + (report.description.empty() ? "" : "\n" + report.description);
}

std::string explanation_of(const std::vector<Field>& fields) {
    std::string text =
        "The title on the first line, below it what is known, then a blank line and the description.\n"
        "An empty title cancels.";
    for (const auto& field : fields)
        if (!field.explanation.empty()) text += fmt::format("\n{}: {}", field.name, field.explanation);
    return text;
}

/// Takes the fields off the beginning of what stands below the title.
std::string without_fields(std::string_view rest, const std::vector<Field>& fields, NewTicket& report, Context& context) {
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        const auto colon = line.find(':');
        const std::string name(trimmed(line.substr(0, colon)));
        if (colon == std::string_view::npos || !contains(fields, name, &Field::name)) break;
        const std::string value(trimmed(line.substr(colon + 1)));
        if (auto* word = header_word(report, name))
            *word = value;
        else
            put_item(report, name, value, context);
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    return trimmed_lines(rest);
}

}  // namespace

std::string* header_text(NewTicket& report, std::string_view item) {
    if (item == "client") return &report.client;
    if (item == "name") return &report.requester.name;
    if (item == "email") return &report.requester.email;
    if (item == "phone") return &report.requester.phone;
    return item == "description" ? &report.description : nullptr;
}

void put_item(NewTicket& report, const std::string& item, const std::string& answer, Context& context) {
    if (auto* text = header_text(report, item)) {
        *text = item == "client" ? context.client_from(answer) : answer;
        return;
    }
    std::erase_if(report.answers, [&](const did::Answer& given) { return given.item == item; });
    if (!answer.empty()) report.answers.push_back({item, answer});
}

void edit_report(NewTicket& report, Context& context) {
    const auto& desk = context.desk();
    const auto* by_address = report.client.empty() ? client_by_address(desk, report.requester.email) : nullptr;
    const auto client = by_address ? by_address->name : report.client;
    const auto fields = fields_of(terms_of(desk, client, report.received.value_or(context.now)).policy);
    const auto text = context.edited(draft_of(report, fields), explanation_of(fields));
    const auto end = text.find('\n');
    report.title = trimmed(std::string_view(text).substr(0, end));
    if (report.title.empty()) throw Error(Fault::refused, "there is no title, so no ticket was opened");
    const auto rest = end == std::string::npos ? std::string_view() : std::string_view(text).substr(end + 1);
    report.description = without_fields(rest, fields, report, context);
}

}  // namespace desk::cli
