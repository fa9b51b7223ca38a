#include "store/toml/ical.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <libical/ical.h>

#include "core/base/error.hpp"
#include "core/time/recurrence.hpp"

namespace desk {

namespace {

/// libical brings ICU with it, and a millisecond to every start of the program. So it is loaded when the first file is read.
void* library() {
    static void* const handle = ::dlopen("libical.so.3", RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr)
        throw Error(Fault::io, "holidays_from needs libical, which is not installed", "apt-get install libical3");
    return handle;
}

/// A function of libical, under its own name.
template <class Function>
struct Loaded {
    const char* name;

    template <class... Arguments>
    auto operator()(Arguments... arguments) const {
        return reinterpret_cast<Function*>(::dlsym(library(), name))(arguments...);
    }
};

constexpr Loaded<decltype(::icalcomponent_free)> icalcomponent_free{"icalcomponent_free"};
constexpr Loaded<decltype(::icalcomponent_get_dtend)> icalcomponent_get_dtend{"icalcomponent_get_dtend"};
constexpr Loaded<decltype(::icalcomponent_get_dtstart)> icalcomponent_get_dtstart{"icalcomponent_get_dtstart"};
constexpr Loaded<decltype(::icalcomponent_get_first_component)> icalcomponent_get_first_component{
    "icalcomponent_get_first_component"};
constexpr Loaded<decltype(::icalcomponent_get_first_property)> icalcomponent_get_first_property{
    "icalcomponent_get_first_property"};
constexpr Loaded<decltype(::icalcomponent_get_next_component)> icalcomponent_get_next_component{
    "icalcomponent_get_next_component"};
constexpr Loaded<decltype(::icalcomponent_get_next_property)> icalcomponent_get_next_property{"icalcomponent_get_next_property"};
constexpr Loaded<decltype(::icalcomponent_get_status)> icalcomponent_get_status{"icalcomponent_get_status"};
constexpr Loaded<decltype(::icalcomponent_isa)> icalcomponent_isa{"icalcomponent_isa"};
constexpr Loaded<decltype(::icalparser_parse_string)> icalparser_parse_string{"icalparser_parse_string"};
constexpr Loaded<decltype(::icalproperty_get_rrule)> icalproperty_get_rrule{"icalproperty_get_rrule"};
constexpr Loaded<decltype(::icalproperty_get_value)> icalproperty_get_value{"icalproperty_get_value"};
constexpr Loaded<decltype(::icalrecurrencetype_day_day_of_week)> icalrecurrencetype_day_day_of_week{
    "icalrecurrencetype_day_day_of_week"};
constexpr Loaded<decltype(::icalrecurrencetype_day_position)> icalrecurrencetype_day_position{"icalrecurrencetype_day_position"};
constexpr Loaded<decltype(::icaltime_is_null_time)> icaltime_is_null_time{"icaltime_is_null_time"};
constexpr Loaded<decltype(::icaltime_is_valid_time)> icaltime_is_valid_time{"icaltime_is_valid_time"};
constexpr Loaded<decltype(::icalvalue_get_date)> icalvalue_get_date{"icalvalue_get_date"};
constexpr Loaded<decltype(::icalvalue_get_datetimeperiod)> icalvalue_get_datetimeperiod{"icalvalue_get_datetimeperiod"};
constexpr Loaded<decltype(::icalvalue_isa)> icalvalue_isa{"icalvalue_isa"};

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

using Component = std::unique_ptr<icalcomponent, Free>;
using std::chrono::days;
using std::chrono::sys_days;

constexpr auto last_day = std::chrono::year(2100) / std::chrono::December / 31;
constexpr std::size_t most_days = 10'000, most_steps = 500'000;
constexpr std::size_t longest_line = std::size_t{16} << 10U;

sys_days day_of(const icaltimetype& time) { return std::chrono::year(time.year) / time.month / time.day; }

/// A list of numbers of libical's, which ends before its size where it says so.
template <std::size_t Size>
std::vector<int> numbers_in(const short (&list)[Size]) {
    std::vector<int> numbers;
    for (const auto number : list) {
        if (number == ICAL_RECURRENCE_ARRAY_MAX) break;
        numbers.push_back(number);
    }
    return numbers;
}

std::chrono::weekday weekday_from(icalrecurrencetype_weekday day) {
    return std::chrono::weekday(static_cast<unsigned>(day) - ICAL_SUNDAY_WEEKDAY);
}

/// Adds the days of the events of one file, as many as a calendar of holidays may have.
class Holidays {
public:
    explicit Holidays(const std::string& file) : file_(file) {}

    void add(icalcomponent* event) {
        const auto start = icalcomponent_get_dtstart(event);
        if (start.is_date == 0 || icaltime_is_valid_time(start) == 0 || icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED)
            return;
        const auto end = icalcomponent_get_dtend(event);
        const auto length = icaltime_is_null_time(end) != 0 ? days(1) : std::max(days(1), day_of(end) - day_of(start));
        const auto except = dates_of(event, ICAL_EXDATE_PROPERTY);
        for (const auto first : starts_of(event, day_of(start)))
            if (!except.contains(first)) add(first, length);
    }

    std::set<Day> take() { return std::move(found_); }

private:
    void add(sys_days first, days length) {
        const auto count = static_cast<std::size_t>(length.count());
        if (count > steps_) refuse_as_too_much();
        steps_ -= count;
        if (count + found_.size() > most_days) refuse(fmt::format("more than {} days", most_days));
        for (auto day = first; day < first + length; day += days(1)) found_.insert(Day(day));
    }

    std::set<sys_days> starts_of(icalcomponent* event, sys_days start) {
        auto found = dates_of(event, ICAL_RDATE_PROPERTY);
        found.insert(start);
        auto* const property = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
        if (property == nullptr) return found;
        if (!add_days(rule_from(icalproperty_get_rrule(property)), start, sys_days(last_day), steps_, found))
            refuse_as_too_much();
        return found;
    }

    Recurrence rule_from(const icalrecurrencetype& rule) const {
        using Every = Recurrence::Every;
        // Days do not recur by these, and a rule by seconds would take for ever.
        if (rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE || !numbers_in(rule.by_hour).empty() ||
            !numbers_in(rule.by_minute).empty() || !numbers_in(rule.by_second).empty())
            refuse("an all-day event recurs within a day");
        if (!numbers_in(rule.by_week_no).empty() || rule.rscale != nullptr)
            refuse("an event recurs by BYWEEKNO or RSCALE, which is not understood: give its days as RDATE");
        Recurrence made;
        made.every = static_cast<Every>(rule.freq - ICAL_DAILY_RECURRENCE);
        made.interval = rule.interval;
        if (rule.count > 0) made.count = static_cast<std::size_t>(rule.count);
        if (icaltime_is_null_time(rule.until) == 0) made.until = day_of(rule.until);
        if (rule.week_start != ICAL_NO_WEEKDAY) made.week_start = weekday_from(rule.week_start);
        for (const auto day : numbers_in(rule.by_day))
            made.weekdays.push_back({weekday_from(icalrecurrencetype_day_day_of_week(static_cast<short>(day))),
                                     icalrecurrencetype_day_position(static_cast<short>(day))});
        made.months = numbers_in(rule.by_month);
        if (std::ranges::any_of(made.months, [](int month) { return month < 1 || month > 12; }))
            refuse("an event recurs in a month that does not exist");
        made.month_days = numbers_in(rule.by_month_day);
        made.year_days = numbers_in(rule.by_year_day);
        made.positions = numbers_in(rule.by_set_pos);
        return made;
    }

    static std::set<sys_days> dates_of(icalcomponent* event, icalproperty_kind kind) {
        std::set<sys_days> dates;
        for (auto* property = icalcomponent_get_first_property(event, kind); property != nullptr;
             property = icalcomponent_get_next_property(event, kind)) {
            const auto* value = icalproperty_get_value(property);
            if (icalvalue_isa(value) == ICAL_DATE_VALUE) dates.insert(day_of(icalvalue_get_date(value)));
            if (icalvalue_isa(value) == ICAL_DATETIMEPERIOD_VALUE) dates.insert(day_of(icalvalue_get_datetimeperiod(value).time));
        }
        return dates;
    }

    [[noreturn]] void refuse(const std::string& what) const { throw failure({{file_}, what}); }

    [[noreturn]] void refuse_as_too_much() const {
        throw failure({{file_}, "its events recur too often"}, "give the days of a few years, or rules that name the month");
    }

    const std::string& file_;
    std::set<Day> found_;
    std::size_t steps_ = most_steps;
};

/// libical takes time that grows with the square of a line. A line goes on in the next one that begins with a blank.
void check_lines(std::string_view text, const std::string& file) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool ends = text[i] == '\n' && (i + 1 == text.size() || (text[i + 1] != ' ' && text[i + 1] != '\t'));
        length = ends ? 0 : length + 1;
        if (length > longest_line) throw failure({{file}, fmt::format("has a line of more than {} KiB", longest_line >> 10U)});
    }
}

}  // namespace

std::set<Day> holidays_from_ical(const std::string& text, const std::string& file) {
    check_lines(text, file);
    const Component calendar(icalparser_parse_string(text.c_str()));
    if (!calendar || icalcomponent_isa(calendar.get()) != ICAL_VCALENDAR_COMPONENT)
        throw failure({{file}, "is not an iCalendar file"}, "it begins with BEGIN:VCALENDAR");
    Holidays holidays(file);
    for (auto* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT); event != nullptr;
         event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT))
        holidays.add(event);
    return holidays.take();
}

}  // namespace desk
