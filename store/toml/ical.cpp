#include "store/toml/ical.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <libical/ical.h>

#include "core/base/error.hpp"

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
constexpr Loaded<decltype(::icalrecur_iterator_free)> icalrecur_iterator_free{"icalrecur_iterator_free"};
constexpr Loaded<decltype(::icalrecur_iterator_new)> icalrecur_iterator_new{"icalrecur_iterator_new"};
constexpr Loaded<decltype(::icalrecur_iterator_next)> icalrecur_iterator_next{"icalrecur_iterator_next"};
constexpr Loaded<decltype(::icaltime_is_null_time)> icaltime_is_null_time{"icaltime_is_null_time"};
constexpr Loaded<decltype(::icaltime_is_valid_time)> icaltime_is_valid_time{"icaltime_is_valid_time"};
constexpr Loaded<decltype(::icalvalue_get_date)> icalvalue_get_date{"icalvalue_get_date"};
constexpr Loaded<decltype(::icalvalue_get_datetimeperiod)> icalvalue_get_datetimeperiod{"icalvalue_get_datetimeperiod"};
constexpr Loaded<decltype(::icalvalue_isa)> icalvalue_isa{"icalvalue_isa"};

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

using Component = std::unique_ptr<icalcomponent, Free>;
using Recurrence = std::unique_ptr<icalrecur_iterator, Free>;
using std::chrono::days;
using std::chrono::sys_days;

constexpr int last_year = 2100;
constexpr std::size_t most_days = 10'000;

sys_days day_of(const icaltimetype& time) { return std::chrono::year(time.year) / time.month / time.day; }

/// The days of an event, one after the other.
class Event {
public:
    Event(icalcomponent* event, const std::string& file) : event_(event), file_(file) {}

    bool is_holiday() const {
        const auto start = icalcomponent_get_dtstart(event_);
        return start.is_date != 0 && icaltime_is_valid_time(start) != 0 &&
               icalcomponent_get_status(event_) != ICAL_STATUS_CANCELLED;
    }

    void add_to(std::set<Day>& holidays) const {
        const auto start = icalcomponent_get_dtstart(event_);
        const auto end = icalcomponent_get_dtend(event_);
        const auto length = icaltime_is_null_time(end) != 0 ? days(1) : std::max(days(1), day_of(end) - day_of(start));
        const auto except = dates_of(ICAL_EXDATE_PROPERTY);
        for (const auto first : starts(start)) {
            if (except.contains(first)) continue;
            check(static_cast<std::size_t>(length.count()) + holidays.size());
            for (auto day = first; day < first + length; day += days(1)) holidays.insert(Day(day));
        }
    }

private:
    std::set<sys_days> starts(const icaltimetype& start) const {
        auto found = dates_of(ICAL_RDATE_PROPERTY);
        found.insert(day_of(start));
        auto* const property = icalcomponent_get_first_property(event_, ICAL_RRULE_PROPERTY);
        if (property == nullptr) return found;
        const auto rule = icalproperty_get_rrule(property);
        // A rule by hours or seconds would take for ever, and days do not recur by it.
        if (rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE)
            refuse("an all-day event recurs within a day");
        const Recurrence recurrence(icalrecur_iterator_new(rule, start));
        while (recurrence) {
            const auto next = icalrecur_iterator_next(recurrence.get());
            if (icaltime_is_null_time(next) != 0 || next.year > last_year) break;
            found.insert(day_of(next));
            check(found.size());
        }
        return found;
    }

    std::set<sys_days> dates_of(icalproperty_kind kind) const {
        std::set<sys_days> dates;
        for (auto* property = icalcomponent_get_first_property(event_, kind); property != nullptr;
             property = icalcomponent_get_next_property(event_, kind)) {
            const auto* value = icalproperty_get_value(property);
            if (icalvalue_isa(value) == ICAL_DATE_VALUE) dates.insert(day_of(icalvalue_get_date(value)));
            if (icalvalue_isa(value) == ICAL_DATETIMEPERIOD_VALUE) dates.insert(day_of(icalvalue_get_datetimeperiod(value).time));
        }
        return dates;
    }

    void check(std::size_t count) const {
        if (count > most_days) refuse(fmt::format("more than {} days", most_days));
    }

    [[noreturn]] void refuse(const std::string& what) const { throw failure({{file_}, what}); }

    icalcomponent* event_;
    const std::string& file_;
};

}  // namespace

std::set<Day> holidays_from_ical(const std::string& text, const std::string& file) {
    const Component calendar(icalparser_parse_string(text.c_str()));
    if (!calendar || icalcomponent_isa(calendar.get()) != ICAL_VCALENDAR_COMPONENT)
        throw failure({{file}, "is no iCalendar file"}, "it begins with BEGIN:VCALENDAR");
    std::set<Day> holidays;
    for (auto* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT); event != nullptr;
         event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
        const Event one(event, file);
        if (one.is_holiday()) one.add_to(holidays);
    }
    return holidays;
}

}  // namespace desk
