#include "store/desk/month_records.hpp"

#include <utility>

#include "store/desk/places.hpp"

namespace desk {

MonthRecords::MonthRecords(const Desk& desk, Instant now, ClosedMonths closed, KnownAvailability known)
    : desk_(desk), now_(now), closed_(std::move(closed)), known_(std::move(known)) {
    for (const auto& [month, said] : known_.months) spread(said, desk.policy.zone, now, availability_);
}

MonthRecords::MonthRecords(const Store& store, Instant now)
    : MonthRecords(store.desk(), now, closed_months(store), availability_of(store)) {
    if (const auto git = Git::around(store.folder().path())) store.problems().add(missing_files(store.folder(), *git));
}

MonthUptime MonthRecords::uptime(const std::string& client, Month month) const {
    const auto said = availability_.find(month);
    return month_uptime(month, said == availability_.end() ? Availability() : said->second, client,
                        terms_in(desk_, client, month).policy, now_);
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
