#include "store/desk/month_records.hpp"

#include <set>
#include <utility>

#include "store/desk/places.hpp"

namespace desk {

MonthRecords::MonthRecords(const Desk& desk, Instant now, KnownClosings closings, Availability known)
    : desk_(desk), now_(now), closings_(std::move(closings)), known_(std::move(known)) {
    spread(known_, desk.policy.zone, now, availability_);
}

const std::vector<std::string>& MonthRecords::closed_otherwise(Month month) const {
    static const std::vector<std::string> none;
    const auto found = closings_.with_other_figures.find(month);
    return found == closings_.with_other_figures.end() ? none : found->second;
}

MonthRecords::MonthRecords(const Store& store, Instant now)
    : MonthRecords(store.desk(), now, closings_of(store), availability_of(store)) {
    add_missing_files(store);
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

BillingSources MonthRecords::sources() const { return with(closings_.months); }

BillingSources MonthRecords::unclosed_sources() const { return with(none_); }

BillingSources MonthRecords::with(const ClosedMonths& closed) const {
    BillingSources sources{desk_, closed, {}, {}};
    for (const auto& [month, said] : availability_) sources.watched.push_back(month);
    sources.uptime_of = [this](const std::string& client, Month month) { return uptime(client, month); };
    return sources;
}

}  // namespace desk
