#pragma once

#include <string>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"
#include "core/contract/strictness.hpp"

namespace desk {

struct Policy::Contacts {
    std::string role;  ///< who reports: `representative`, `liaison`, `super user`; empty: anybody
    Strictness enforce = Strictness::warn;

    template <class Self, class Visit>
    static void keys(Self& contacts, Visit& visit) {
        using enum Strictness;
        static constexpr auto enforce_words = only(strictness_words, accept, warn, redirect, refuse);
        visit(must("role", R"("representative")"), contacts.role, form::Plain{});
        visit(may("enforce", R"("warn")"), contacts.enforce, form::OneOf{enforce_words});
    }

    friend bool operator==(const Contacts&, const Contacts&) = default;
};

}  // namespace desk
