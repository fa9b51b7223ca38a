#include "store/books.hpp"

namespace desk {

KeptBooks::KeptBooks(const Store& store, const Desk& desk, Instant now)
    : desk_(desk), now_(now), closed_(closed_months(store)), availability_(availability_of(store)) {}

MonthUptime KeptBooks::uptime(const std::string& client, Month month) const {
    return month_uptime(month, said_of(availability_, month), client, terms_in(desk_, client, month).policy, now_);
}

Books KeptBooks::books() const { return with(closed_); }

Books KeptBooks::open_books() const { return with(none_); }

Books KeptBooks::with(const ClosedMonths& closed) const {
    Books books{desk_, closed, {}, {}};
    // An outage may reach into the month after that of its file.
    for (const auto& [month, said] : availability_.months)
        for (const auto at : {month, month + std::chrono::months(1)})
            if (books.watched.empty() || books.watched.back() < at) books.watched.push_back(at);
    books.uptime_of = [this](const std::string& client, Month month) { return uptime(client, month); };
    return books;
}

}  // namespace desk
