#include "core/mail/finished.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/mail/automatic.hpp"
#include "core/mail/said.hpp"
#include "core/verbs/lifecycle.hpp"

namespace desk {
namespace {

/// As the scale writes it; empty: it is not on it. Without a scale every word is a score.
std::string on_scale(std::string_view score, const std::vector<std::string>& scale) {
    if (scale.empty()) return !score.empty() && words_of(score, ' ').size() == 1 ? std::string(score) : std::string();
    const auto found = std::ranges::find_if(scale, [&](const std::string& word) { return same_folded(word, score); });
    return found == scale.end() ? std::string() : *found;
}

}  // namespace

std::optional<LinkAnswer> link_answer(const Mail& mail, const Reference& ticket) {
    if (!mail.in_reply_to.empty() || !mail.references.empty()) return {};
    const auto found = around(mail.subject, ticket);
    if (!found || found->before.find(':') != std::string_view::npos) return {};  // an answer mark ends in one
    auto rest = trimmed(found->after);
    if (rest.starts_with(']')) rest.remove_prefix(1);
    const auto colon = rest.find(':');
    if (colon == std::string_view::npos) return {};
    const auto what = folded(trimmed(rest.substr(0, colon)));
    if (what != link_score && what != link_confirm) return {};
    return LinkAnswer{what, std::string(trimmed(rest.substr(colon + 1)))};
}

std::optional<did::Rate> rating_in(const Mail& mail, const Ticket& ticket, const Policy& policy) {
    const auto answer = link_answer(mail, ticket.id);
    if (is_open(ticket.now.status) || !answer || answer->what != link_score) return {};
    const auto score = on_scale(answer->value, policy.feedback->scale);
    if (score.empty()) return {};
    const auto text = without_quoted_end(mail.said);
    return did::Rate{score, trimmed(text).empty() ? std::string() : text, false, mail.identity};
}

std::optional<did::Reopen> reopening_by(const Mail& mail, const std::string& said, const Ticket& ticket, const Policy& policy) {
    const auto via = address_of(policy).channel;
    if (link_answer(mail, ticket.id)) return {};
    if (!policy.mail->reopens || is_open(ticket.now.status) || !may_be_reopened_by(via, policy)) return {};
    return did::Reopen{trimmed(said).empty() ? std::string(no_text) : title_from({}, {}, said), "other", via};
}

}  // namespace desk
