#include "store/desk/month_records.hpp"

namespace desk {

KeptBooks::KeptBooks(const Store& store, const Desk& desk, Instant now) : desk_(desk), now_(now), closed_(closed_months(store)) {
    const auto known = availability_of(store);
    for (const auto& [month, said] : known.months) spread(said, desk.policy.zone, now, availability_);
}

MonthUptime KeptBooks::uptime(const std::string& client, Month month) const {
    const auto said = availability_.find(month);
    return month_uptime(month, said == availability_.end() ? Availability() : said->second, client,
                        terms_in(desk_, client, month).policy, now_);
}

Books KeptBooks::books() const { return with(closed_); }

Books KeptBooks::open_books() const { return with(none_); }

Books KeptBooks::with(const ClosedMonths& closed) const {
    Books books{desk_, closed, {}, {}};
    for (const auto& [month, said] : availability_) books.watched.push_back(month);
    books.uptime_of = [this](const std::string& client, Month month) { return uptime(client, month); };
    return books;
}

}  // namespace desk
