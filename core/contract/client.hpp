#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/contract/policy.hpp"
#include "core/contract/rate.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// A client, as in `clients/NAME.toml` (desk-client(5)).
struct Client {
    struct Contact {
        std::string name, email, phone;
        std::string role;             ///< `representative`, `liaison`, `super user`, `it`, `account manager`, …
        std::optional<Day> from, to;  ///< the first and the last day; absent: always
        std::string replaces;         ///< the name of the one they stand in for
        friend bool operator==(const Contact&, const Contact&) = default;
    };
    struct Charge {
        std::string item;  ///< `support`, `access`, …
        Money amount{};
        friend bool operator==(const Charge&, const Charge&) = default;
    };
    struct Planned {
        std::string kind;
        Minutes time{0};
        friend bool operator==(const Planned&, const Planned&) = default;
    };
    /// Hours over the cap, or over what is planned of a kind, that the client agreed to pay in a month.
    struct Agreed {
        Month month{};
        Minutes limit{0};
        std::string kind;  ///< empty: over the cap
        std::string by;    ///< who agreed
        Day on{};
        std::optional<Instant> at = {};  ///< when it was recorded; absent: it is in the client's file
        std::string agent = {};          ///< who recorded it
        std::string why = {};            ///< it takes back what was agreed before: `limit` is then zero
        friend bool operator==(const Agreed&, const Agreed&) = default;
    };
    /// What was agreed for a time. A ticket is judged by the one in force on the day it was opened.
    struct Contract {
        Day from{};
        std::optional<Day> to;              ///< the last day; absent: until further notice
        std::string policy;                 ///< of `policies/`; empty: the desk's
        std::vector<int> tiers;             ///< those that we run for the client; none: all
        std::vector<std::string> products;  ///< none: the policy's
        std::vector<Charge> charges = {};   ///< of every calendar month, in the order of the file, without taxes
        std::optional<Minutes> hours = {};  ///< those included in a month; absent: the policy's cap
        std::vector<Planned> planned = {};  ///< by kind: what the term includes of it
        friend bool operator==(const Contract&, const Contract&) = default;
    };

    std::string name;  ///< the word in `client:`, and the name of the file
    std::string full;
    std::vector<std::string> was;      ///< former names, in older tickets and records
    std::vector<std::string> domains;  ///< of mail addresses
    std::string manager;               ///< the agent who looks after them
    std::string portal;                ///< the name of their portal
    std::vector<Contact> contacts;
    std::vector<Contract> contracts;  ///< by day; they do not overlap
    std::vector<Policy::Rate> rates;  ///< by day
    std::vector<Agreed> agreed;       ///< as they were recorded: the last of a month and kind holds
    std::optional<Problem> broken;    ///< why the file cannot be read: only the name is known
    bool has_file = true;             ///< else it is known from its agreements alone

    friend bool operator==(const Client&, const Client&) = default;
};

/// When support was not owed to a client on what counts, because the hours of the month were used up (`ceases` of [hours]).
/// This depends on the work of all the client's tickets, and is computed on first use. May be asked on several threads.
class Suspensions {
public:
    virtual ~Suspensions() = default;
    virtual const std::vector<Period>& of(const std::string& client) const = 0;  ///< rising; none overlap
};

/// A desk's contracts: its policy, the further ones, its clients.
struct Desk {
    struct Further {
        std::string name;
        Policy policy;
        friend bool operator==(const Further&, const Further&) = default;
    };
    Policy policy;
    std::vector<Further> further;                         ///< of `policies/`, by name
    std::vector<Client> clients;                          ///< by name; none: a client is just a name
    std::vector<Problem> problems;                        ///< files that cannot be read
    std::shared_ptr<const Suspensions> suspensions = {};  ///< null: support never ceases
    Policy unknown = {};                                  ///< what holds for a client whose file is broken (`unknown_contract`)
    std::optional<Problem> broken_terms = {};             ///< why a policy of [[terms]] cannot be had
};

/// What a ticket is judged by. Lives as long as the desk.
struct Terms {
    const Policy& policy;
    const Client* client = nullptr;
    const Client::Contract* contract = nullptr;  ///< in force when the ticket was opened
    const Suspensions* suspensions = nullptr;    ///< null: support never ceases
};

/// By its name, else by a former one; null if there is none.
const Client* client_named(const Desk& desk, std::string_view name);

/// Null if none is in force on the day.
const Client::Contract* contract_on(const Client& client, Day day);

/// The contract for a calendar month: the one in force on its first day, else the first that begins in it.
const Client::Contract* contract_in(const Client& client, Month month);

/// What is left of a policy if it is not known which contract holds: its words, so that a ticket can be shown, and no
/// terms, so that nothing is judged by it.
Policy unknown_contract(const Policy& policy);

/// The policy of the whole desk on a day: that of the last of [[terms]] that has begun, else desk.toml itself.
const Policy& policy_on(const Desk& desk, Day day);

/// The policy of a contract on a day; the desk's where it names none, or is null.
const Policy& policy_of(const Desk& desk, const Client::Contract* contract, Day day);

/// The policy for a calendar month: that of its first day, or of the contract's first day in it.
const Policy& policy_in(const Desk& desk, const Client::Contract* contract, Month month);

/// Whether it is true of some policy that the whole desk uses at some time.
bool any_of_desk(const Desk& desk, const std::function<bool(const Policy&)>& is_so);

/// A client whose file is broken has the terms of the unknown contract.
Terms terms_of(const Desk& desk, std::string_view client, Instant opened);
Terms terms_of(const Desk& desk, const Ticket& ticket);

/// The terms for a calendar month of the client.
Terms terms_in(const Desk& desk, std::string_view client, Month month);

/// What an hour of work costs by its day: the client's own rate, else that of the contract's policy; absent if there is none.
/// A rate in another currency than the contract's does not apply under it.
std::optional<Money> rate_on(const Desk& desk, std::string_view client, Instant at);

/// Whether work at these two instants has the same terms and the same rate.
bool judged_alike(const Desk& desk, std::string_view client, Instant a, Instant b);

/// Refuses with `Fault::malformed`, naming the file, a client whose contract is unknown.
void must_have_terms(const Desk& desk, std::string_view client);

/// The contacts with a role on a day, without those replaced on that day.
std::vector<const Client::Contact*> contacts_on(const Client& client, std::string_view role, Day day);

/// The contact who was meant, by address, then by name; null when they are not in the file.
const Client::Contact* contact_of(const Client& client, const Requester& requester);

/// The client whose domain the address has; null if none or several do.
const Client* client_by_address(const Desk& desk, std::string_view email);

/// Whether we run this tier for the client; true if nothing is agreed.
bool serves(const Terms& terms, int tier);

/// The tier in which a new ticket starts: the lowest that we run; 0 where the policy has none.
int first_tier(const Terms& terms);

/// Who should take the ticket by the policy's routes, and why; empty if no route holds.
struct Suggestion {
    std::string agent, why;
};
Suggestion suggested(const Terms& terms, const Ticket& ticket);

}  // namespace desk
