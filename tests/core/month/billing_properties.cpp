#include <doctest/doctest.h>

#include "core/contract/hours_rules.hpp"
#include "core/contract/uptime_rules.hpp"
#include "core/month/billing.hpp"
#include "core/month/corrections.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;
using samples::at;
using samples::Dice;
using samples::empty_ticket;
using samples::pence;
using samples::worked;
using What = StatementLine::What;

namespace {

constexpr Month january = 2026y / January, august = 2026y / August;

Money yen(std::int64_t units) { return {units, {"JPY", 0}}; }

Policy random_policy(Dice& dice) {
    auto policy = samples::policy();
    policy.currency = {"GBP", 2};
    policy.rates = {{2025y / 1 / 1, pence(1 + dice.number(30'000))}};
    policy.hours->cap = Minutes(dice.number(600));
    policy.hours->round = dice.chance(2) ? std::optional(Minutes(1 + dice.number(60))) : std::nullopt;
    policy.hours->over =
        dice.pick(std::vector{Policy::Hours::Over::allow, Policy::Hours::Over::agree, Policy::Hours::Over::stop});
    if (dice.chance(2)) policy.hours->rollover.emplace();
    if (policy.hours->rollover && dice.chance(2)) policy.hours->rollover->months = 1 + dice.number(3);
    if (policy.hours->rollover && dice.chance(2)) policy.hours->rollover->most = Minutes(dice.number(600));
    policy.uptime->target = Percent{998'000};
    policy.uptime->credits.emplace();
    return policy;
}

Client random_client(const std::string& name, Dice& dice) {
    Client client;
    client.name = name;
    client.contracts = {{2025y / 12 / 1, {}, "", {}, {}, {{"support", pence(dice.number(100'000))}}}};
    if (dice.chance(2)) client.contracts.front().hours = Minutes(dice.number(600));
    return client;
}

/// A desk that lives through half a year: time is recorded and moved about, contracts change in hindsight, outages become known
/// and go away again, and months are closed in between.
class Year {
public:
    explicit Year(unsigned seed) : dice_(seed) {
        desk_ = samples::desk(random_policy(dice_));
        desk_.further = {{"yen", desk_.policy}};
        desk_.further.front().policy.currency = yen(0).currency;
        desk_.further.front().policy.rates = {{2025y / 1 / 1, yen(1 + dice_.number(20'000))}};
        desk_.clients = {random_client("acme", dice_), random_client("blue", dice_)};
    }

    void something_happens() {
        const std::vector<void (Year::*)()> all{&Year::work,        &Year::work,         &Year::work,
                                                &Year::move,        &Year::reclassify,   &Year::agree,
                                                &Year::charge_more, &Year::change_rate,  &Year::change_currency,
                                                &Year::outage,      &Year::lose_contract};
        (this->*dice_.pick(all))();
    }

    void close(Month month) {
        const auto by = sources();
        auto made = close_month(bill(tickets_, month, by), by, "sam", at("2027-06-01T09:00Z"));
        closed_.emplace(month, std::move(made));
    }

    BillingSources sources(const ClosedMonths* closed = nullptr) const {
        std::vector<Month> watched;
        watched.reserve(down_.size());
        for (const auto& [month, down] : down_) watched.push_back(month);
        return {desk_, closed != nullptr ? *closed : closed_, watched, [this](const std::string&, Month month) {
                    MonthUptime uptime;
                    uptime.month = month;
                    uptime.total = hours(720);
                    uptime.down = down_.at(month);
                    uptime.target = Percent{998'000};
                    return uptime;
                }};
    }

    Dice& dice() { return dice_; }
    const Desk& desk() const { return desk_; }
    const std::vector<Ticket>& tickets() const { return tickets_; }
    const ClosedMonths& closed() const { return closed_; }
    const std::map<Month, Seconds>& down() const { return down_; }

private:
    Month any_month() { return january + months(dice_.number(7)); }

    Client* any_client() {
        return desk_.clients.empty()
                   ? nullptr
                   : &desk_.clients[static_cast<std::size_t>(dice_.number(static_cast<int>(desk_.clients.size())))];
    }

    void work() {
        auto ticket = empty_ticket(dice_.pick(std::vector<std::string>{"howto", "howto", "fault"}), any_name());
        for (int count = 1 + dice_.number(3); count > 0; --count) {
            const auto begin = desk_.policy.zone.start(any_month()) + Minutes(dice_.number(32 * 24 * 60));
            append(ticket, {begin + hours(10), "sam", worked(Minutes(1 + dice_.number(600))), {}});
        }
        tickets_.push_back(std::move(ticket));
    }
    void move() {
        if (!tickets_.empty()) any_ticket().client = any_name();
    }
    void reclassify() {
        if (!tickets_.empty()) any_ticket().now.kind = dice_.chance(2) ? "howto" : "fault";
    }
    void agree() {
        if (auto* client = any_client())
            client->agreed.push_back({any_month(), Minutes(dice_.number(900)), "", "Jane", 2026y / 11 / 20});
    }
    void charge_more() {
        auto* client = any_client();
        if (!client) return;
        auto& contract = client->contracts[static_cast<std::size_t>(dice_.number(static_cast<int>(client->contracts.size())))];
        for (auto& charge : contract.charges) charge.amount.units = dice_.number(100'000);
    }
    void change_rate() {
        if (dice_.chance(2)) {
            const auto day = Day(any_month() / (1 + dice_.number(28)));
            std::erase_if(desk_.policy.rates, [&](const auto& rate) { return rate.from == day; });
            desk_.policy.rates.push_back({day, pence(1 + dice_.number(30'000))});
            std::ranges::sort(desk_.policy.rates, {}, &Policy::Rate::from);
        } else if (auto* client = any_client()) {
            client->rates = {{2025y / 1 / 1, dice_.chance(2) ? pence(dice_.number(9'000)) : yen(dice_.number(9'000))}};
        }
    }
    /// From some day on the client's contract is by the other policy.
    void change_currency() {
        auto* client = any_client();
        if (!client || client->contracts.size() > 1) return;
        const auto day = Day(any_month() / (1 + dice_.number(28)));
        auto later = client->contracts.front();
        client->contracts.front().to = Day(sys_days(day) - days(1));
        later.from = day;
        later.policy = "yen";
        later.charges = {{"support", yen(dice_.number(200'000))}};
        client->contracts.push_back(std::move(later));
    }
    void outage() {
        const auto month = any_month();
        if (!down_.emplace(month, Seconds(dice_.number(300'000))).second) down_.erase(month);
    }
    /// Its file is removed, or comes back.
    void lose_contract() {
        if (!dice_.chance(3)) return;
        if (desk_.clients.size() > 1)
            desk_.clients.erase(desk_.clients.begin() + dice_.number(2));
        else
            desk_.clients.insert(desk_.clients.begin(),
                                 random_client(desk_.clients.front().name == "acme" ? "aaron" : "acme", dice_));
    }

    std::string any_name() { return dice_.pick(std::vector<std::string>{"acme", "blue", "cira", ""}); }
    Ticket& any_ticket() { return tickets_[static_cast<std::size_t>(dice_.number(static_cast<int>(tickets_.size())))]; }

    Dice dice_;
    Desk desk_;
    std::vector<Ticket> tickets_;
    ClosedMonths closed_;
    std::map<Month, Seconds> down_;
};

void add(NetAmounts& sums, const NetAmounts& more) {
    for (const auto& [whom, amount] : more) sums[whom] += amount;
}

/// Of these statements.
NetAmounts corrections_in(const std::vector<Statement>& statements) {
    NetAmounts sums;
    for (const auto& statement : statements)
        for (const auto& line : statement.lines)
            if (line.what == What::correction) sums[{statement.client, statement.currency.code}] += line.amount;
    return sums;
}

Amounts credits_in(const std::vector<Statement>& statements, const std::string& client) {
    Amounts sums;
    for (const auto& statement : statements)
        for (const auto& line : statement.lines)
            if (statement.client == client && line.what == What::credit) sums += -line.amount;
    return sums;
}

/// By the code of the currency.
std::map<std::string, std::vector<StatementLine>> lines_of(const std::vector<Statement>& statements, const std::string& client) {
    std::map<std::string, std::vector<StatementLine>> lines;
    for (const auto& statement : statements)
        if (statement.client == client && !statement.lines.empty()) lines[statement.currency.code] = statement.lines;
    return lines;
}

void check_charges(const Year& year, Month open) {
    NetAmounts charged, right;
    const ClosedMonths none;
    for (const auto& [month, stated] : year.closed()) {
        add(charged, net_of(stated.statements));
        add(charged, corrections_in(stated.statements));
        add(right, net_of(bill(year.tickets(), month, year.sources(&none)).statements));
    }
    add(charged, corrections_in(bill(year.tickets(), open, year.sources()).statements));
    REQUIRE(difference(charged, right).empty());
}

void check_credits(const Year& year, Month open) {
    const auto sources = year.sources();
    const auto statements = bill(year.tickets(), open, sources).statements;
    for (const std::string name : {"acme", "blue", "aaron", "cira"}) {
        Amounts earned, known;
        if (const auto* client = client_named(year.desk(), name))
            for (const auto month : sources.watched)
                if (const auto credit = credit_for(*client, sources.uptime_of(name, month), year.desk()); credit && month <= open)
                    earned += credit->amount;
        auto sums = credits_in(statements, name);
        for (const auto& [month, stated] : year.closed()) {
            const auto deducted = credits_in(stated.statements, name);
            for (const auto& amount : deducted.all()) sums += amount;
        }
        const auto account = credit_account(name, open, sources.watched, sources.uptime_of, year.desk(), year.closed());
        for (const auto& part : account.left) {
            REQUIRE(part.amount > Money());
            sums += part.amount;
        }
        REQUIRE(sums == earned);
    }
}

}  // namespace

TEST_CASE("whatever happens between closings, all is charged as if everything had been known at once") {
    int corrected = 0, in_two_currencies = 0, taken_back = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        Year year(seed);
        for (auto month = january; month <= august; month += months(1)) {
            for (int count = year.dice().number(12); count > 0; --count) year.something_happens();
            const auto statements = bill(year.tickets(), month, year.sources()).statements;
            corrected += corrections_in(statements).empty() ? 0 : 1;
            for (const auto& statement : statements) {
                in_two_currencies += std::ranges::count(statements, statement.client, &Statement::client) > 1 ? 1 : 0;
                for (const auto& line : statement.lines) {
                    REQUIRE(line.amount.currency == statement.currency);
                    taken_back += line.what == What::credit && line.amount > Money() ? 1 : 0;
                }
            }
            check_charges(year, month);
            check_credits(year, month);
            year.close(month);
        }
    }
    // It would be no test if these did not come about.
    CHECK(corrected > 100);
    CHECK(in_two_currencies > 100);
    CHECK(taken_back > 20);
}

TEST_CASE("what one client is charged does not depend on whether the others are looked at") {
    for (unsigned seed = 1000; seed < 1060; ++seed) {
        Year year(seed);
        for (auto month = january; month <= august; month += months(1)) {
            for (int count = year.dice().number(12); count > 0; --count) year.something_happens();
            const auto all = bill(year.tickets(), month, year.sources()).statements;
            for (const std::string name : {"acme", "blue", "cira"}) {
                REQUIRE(lines_of(all, name) == lines_of(bill(year.tickets(), month, year.sources(), name).statements, name));
            }
            year.close(month);
        }
    }
}

TEST_CASE("each part of an entry has one rate, and the parts are together the rounded whole") {
    Dice dice(48);
    int divided = 0;
    for (int round = 0; round < 300; ++round) {
        auto desk = samples::desk(random_policy(dice));
        desk.policy.hours->cap = Minutes(0);
        desk.policy.hours->over = Policy::Hours::Over::allow;
        for (int day = 2; day < 28; ++day)
            if (dice.chance(3)) desk.policy.rates.push_back({2026y / 11 / day, pence(100 * dice.number(4))});
        auto ticket = empty_ticket("howto", "acme");
        const auto begin = at("2026-11-02T00:00Z") + Minutes(dice.number(24 * 24 * 60));
        const Minutes time(1 + dice.number(24 * 60));
        ticket.log = {{begin + time, "sam", worked(time), {}}};
        const ClosedMonths none;
        const auto statement = bill({&ticket, 1}, 2026y / November, {desk, none}).statements.front();
        Seconds sum{0};
        for (const auto& line : statement.lines) {
            const auto end = *line.began + line.time - Seconds(1);
            REQUIRE(line.hourly == rate_on(desk, "acme", *line.began));
            if (!desk.policy.hours->round) REQUIRE(line.hourly == rate_on(desk, "acme", end));
            sum += line.time;
        }
        const auto unit = desk.policy.hours->round.value_or(Minutes(1));
        REQUIRE(sum == (time + unit - Minutes(1)) / unit * unit);
        divided += statement.lines.size() > 1 ? 1 : 0;
    }
    CHECK(divided > 30);
}
