#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/mail/decide.hpp"
#include "store/desk/store.hpp"

namespace desk {

/// The mails that tickets know, by their Message-IDs. The tickets are read once, when it is made.
class MailIndex {
public:
    explicit MailIndex(const Store& store) : MailIndex(store, {}, true) {}

    /// Only what tickets know of this one: the others are not even decoded.
    MailIndex(const Store& store, const MailLeads& leads) : MailIndex(store, leads.messages, false) {}

    /// What they know of a mail. A file that cannot be read is `Fault::malformed` where the mail may belong to it.
    KnownMails known(const MailLeads& leads) const;

    /// A ticket knows it from now on.
    void add(const std::string& message, const Reference& ticket) { messages_.emplace(message, ticket); }

private:
    using Ids = std::vector<std::string>;
    struct Broken {
        Problem problem;
        std::string bytes;
    };

    MailIndex(const Store& store, const Ids& ids, bool takes_all);
    void add_broken(const Problem& problem);

    const Store& store_;
    std::map<std::string, Reference, std::less<>> messages_;
    std::vector<Broken> broken_;
};

}  // namespace desk
