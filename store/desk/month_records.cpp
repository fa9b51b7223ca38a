#include "store/desk/month_records.hpp"

#include <set>
#include <utility>

namespace desk {

MonthRecords::MonthRecords(const Desk& desk, Instant now, ClosedMonths closed, KnownAvailability known)
    : desk_(desk), now_(now), closed_(std::move(closed)), known_(std::move(known)) {
    for (const auto& [month, said] : known_.months) spread(said, desk.policy.zone, now, availability_);
}

MonthUptime MonthRecords::uptime(const std::string& client, Month month) const {
    const auto said = availability_.find(month);
    return month_uptime(month, said == availability_.end() ? Availability() : said->second, client,
                        terms_in(desk_, client, month).policy, now_);
}

std::vector<ClientUptime> MonthRecords::own_uptimes(Month month) const {
    std::set<std::string> names;
    for (const auto& client : desk_.clients)
        if (client.contracts.empty() || contract_in(client, month)) names.insert(client.name);
    if (const auto said = availability_.find(month); said != availability_.end()) {
        for (const auto& outage : said->second.outages) names.insert(outage.client);
        for (const auto& planned : said->second.maintenance) names.insert(planned.client);
    }
    names.erase(std::string());
    const auto everybodys = uptime({}, month);
    std::vector<ClientUptime> own;
    for (const auto& name : names)
        if (auto made = uptime(name, month); !says_the_same(made, everybodys)) own.push_back({name, std::move(made)});
    return own;
}

BillingSources MonthRecords::sources() const { return with(closed_); }

BillingSources MonthRecords::unclosed_sources() const { return with(none_); }

BillingSources MonthRecords::with(const ClosedMonths& closed) const {
    BillingSources sources{desk_, closed, {}, {}};
    for (const auto& [month, said] : availability_) sources.watched.push_back(month);
    sources.uptime_of = [this](const std::string& client, Month month) { return uptime(client, month); };
    return sources;
}

}  // namespace desk
