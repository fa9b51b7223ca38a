#include "cli/views/findings.hpp"

#include <fmt/format.h>

#include "cli/views/policy_words.hpp"
#include "cli/views/shared.hpp"
#include "core/contract/check.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/strictness.hpp"

namespace desk::cli {
namespace {

std::string_view word_of(PolicyFinding::Kind kind) {
    switch (kind) {
        case PolicyFinding::Kind::hole: return "hole";
        case PolicyFinding::Kind::contradiction: return "contradiction";
        case PolicyFinding::Kind::note: return "note";
    }
    return {};
}

Look look_of(PolicyFinding::Kind kind) {
    if (kind == PolicyFinding::Kind::contradiction) return Look::bad;
    return kind == PolicyFinding::Kind::hole ? Look::warning : Look::accent;
}

}  // namespace

Page findings_page(std::span<const PolicyFinding> findings) {
    Page page{"findings", {}, {}, {}};
    Value::Array all;
    for (const auto& [kind, table, text] : findings) {
        const std::string kind_word(word_of(kind));
        page.lines.push_back({{{kind_word + ": ", look_of(kind)}, {table.empty() ? "" : table + ": "}, {text}}, 0, true});
        page.porcelain.push_back({kind_word, table, text});
        all.push_back(Value::Object{{"kind", kind_word}, {"table", word(table).json}, {"text", text}});
    }
    page.json = std::move(all);
    return page;
}

Page objections_page(std::span<const Objection> objections) {
    Value::Array all;
    for (const auto& [how, what, sentence, hint] : objections)
        all.push_back(Value::Object{
            {"how", word_of(strictness_words, how)}, {"what", what}, {"sentence", sentence}, {"hint", word(hint).json}});
    return {"objections", std::move(all), {}, {}};
}

}  // namespace desk::cli
