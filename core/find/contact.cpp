#include "core/find/contact.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/client_name.hpp"

namespace desk {
namespace {

constexpr std::size_t fewest_digits = 4, whole_number_digits = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of a number as it is dialled from abroad, as far as they are there: `+44 (0)20 7946` -> `44207946`.
std::string digits_of(std::string_view number) {
    std::string digits;
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (number.substr(i).starts_with("(0)"))
            i += 2;
        else if (is_digit(number[i]))
            digits += number[i];
    }
    return digits.starts_with("00") ? digits.substr(2) : digits;
}

bool ends_in(std::string_view digits, std::string_view end, std::size_t at_least) {
    return end.size() >= at_least && digits.ends_with(end);
}

bool ends_alike(std::string_view longer, std::string_view shorter) {
    if (ends_in(longer, shorter, fewest_digits)) return true;
    return shorter.starts_with('0') && ends_in(longer, shorter.substr(1), whole_number_digits);
}

/// Whether each word that is wanted begins a word of the name.
bool begins_words_of(std::string_view name, std::string_view wanted) {
    const auto key = folded(name), needle = folded(wanted);
    const auto words = split(key, ' ');
    return std::ranges::all_of(split(needle, ' '), [&](std::string_view beginning) {
        return std::ranges::any_of(words, [&](std::string_view word) { return word.starts_with(beginning); });
    });
}

bool is_same(const Caller& a, const Caller& b) {
    if (!a.client.empty() && !b.client.empty() && a.client != b.client) return false;
    const auto &one = a.requester, &other = b.requester;
    if (!one.email.empty() && !other.email.empty()) return same_folded(one.email, other.email);
    if (!one.name.empty() && !other.name.empty()) return same_folded(one.name, other.name);
    return !one.phone.empty() && !other.phone.empty() && same_number(one.phone, other.phone);
}

/// Adds somebody, or to somebody who is there already what was not known of them.
void add(std::vector<Caller>& people, Caller person) {
    const auto known = std::ranges::find_if(people, [&](const Caller& other) { return is_same(other, person); });
    if (known == people.end()) return people.push_back(std::move(person));
    const auto complete = [](std::string& text, std::string& with) {
        if (text.empty()) text = std::move(with);
    };
    complete(known->client, person.client);
    complete(known->requester.name, person.requester.name);
    complete(known->requester.email, person.requester.email);
    complete(known->requester.phone, person.requester.phone);
}

bool is_contact_on(const Client::Contact& contact, Day day) {
    using std::chrono::sys_days;
    return (!contact.from || sys_days(*contact.from) <= sys_days(day)) && (!contact.to || sys_days(day) <= sys_days(*contact.to));
}

Caller person_from(const Client::Contact& contact, const Client& client) {
    return {{contact.name, contact.email, contact.phone}, client.name, contact.role};
}

/// Those of the file of whom it is true: the contacts of the day first.
template <class Is>
void add_contacts(std::vector<Caller>& people, const Client& client, Day day, Is is) {
    for (const bool on_the_day : {true, false})
        for (const auto& contact : client.contacts)
            if (is_contact_on(contact, day) == on_the_day && is(contact)) add(people, person_from(contact, client));
}

/// The client that is meant by its name, or by the domain of an address.
const Client* client_of(const Requester& wanted, const Desk& desk) {
    if (!wanted.email.empty()) return client_by_address(desk, wanted.email);
    return wanted.name.empty() ? nullptr : client_meant(desk, wanted.name);
}

void add_client(std::vector<Caller>& people, const Requester& wanted, const Client& client, Day day) {
    const auto before = people.size();
    if (wanted.email.empty())
        add_contacts(people, client, day, [&](const Client::Contact& contact) { return is_contact_on(contact, day); });
    if (people.size() > before || (!wanted.email.empty() && before > 0)) return;
    people.push_back({wanted.email.empty() ? Requester() : wanted, client.name, {}});
}

}  // namespace

bool is_phone_number(std::string_view text) {
    return std::ranges::count_if(text, is_digit) >= static_cast<std::ptrdiff_t>(fewest_digits) &&
           text.find_first_not_of("0123456789 +-./()") == std::string_view::npos;
}

bool same_number(std::string_view a, std::string_view b) {
    const auto one = digits_of(a), other = digits_of(b);
    return one.size() >= other.size() ? ends_alike(one, other) : ends_alike(other, one);
}

bool may_be(const Requester& person, const Requester& wanted) {
    if (!wanted.phone.empty()) return same_number(person.phone, wanted.phone);
    if (!wanted.email.empty() && !person.email.empty()) return same_folded(person.email, wanted.email);
    return !wanted.name.empty() && !person.name.empty() && begins_words_of(person.name, wanted.name);
}

std::vector<Caller> callers_meant(const Requester& wanted, const std::string& client, const Desk& desk,
                                  std::span<const Ticket> tickets, Day day) {
    std::vector<Caller> people;
    for (const auto& each : desk.clients)
        add_contacts(people, each, day, [&](const Client::Contact& contact) {
            return may_be({contact.name, contact.email, contact.phone}, wanted);
        });
    std::vector<const Ticket*> latest;
    for (const auto& ticket : tickets)
        if (may_be(ticket.requester, wanted)) latest.push_back(&ticket);
    std::ranges::stable_sort(latest, std::ranges::greater(), &Ticket::opened);
    for (const auto* ticket : latest) {
        auto requester = ticket->requester;
        requester.unknown_keys.clear();
        add(people, {std::move(requester), ticket->client, {}});
    }
    if (const auto* meant = client_of(wanted, desk)) add_client(people, wanted, *meant, day);
    const auto is_exact = [&](const Caller& person) { return same_folded(person.requester.name, wanted.name); };
    if (!wanted.name.empty() && std::ranges::any_of(people, is_exact))
        std::erase_if(people, [&](const Caller& person) { return !is_exact(person); });
    std::erase_if(people,
                  [&](const Caller& person) { return !client.empty() && !person.client.empty() && person.client != client; });
    for (auto& person : people)
        if (!client.empty()) person.client = client;
    return people;
}

}  // namespace desk
