#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/contract/policy.hpp"
#include "store/toml/reader.hpp"

namespace desk {

/// A policy that is being read. Its tables may be in any order and refer to one another, so references are
/// checked when all of them are read.
class PolicyDraft {
public:
    explicit PolicyDraft(Policy& into) : policy(into) {}

    void later(std::function<void()> check) { checks_.push_back(std::move(check)); }
    void settle() const;

    Policy& policy;

private:
    std::vector<std::function<void()>> checks_;
};

/// Refuses a name that is not among those of the policy.
void must_be_known(const Setting& setting, std::string_view what, const std::string& name, const std::vector<std::string>& names);
void must_be_tier(const Setting& setting, int tier, const Policy& policy);

/// A whole number above zero.
int tier_number_from(const Setting& setting);

/// Readers for the name of something that the policy has elsewhere. If the policy names no channels, agents or items,
/// every word is one.
using ReadName = std::function<std::string(const Setting&)>;
ReadName calendar_of(PolicyDraft& draft);
ReadName priority_of(PolicyDraft& draft);
ReadName channel_of(PolicyDraft& draft);
ReadName agent_of(PolicyDraft& draft);
std::function<std::vector<std::string>(const Setting&)> agents_of(PolicyDraft& draft);  ///< the policy must have some
std::function<int(const Setting&)> tier_of(PolicyDraft& draft);

}  // namespace desk
