#include "store/yaml/canonical_reader.hpp"

#include <algorithm>

#include "core/ticket/fields.hpp"
#include "store/yaml/canonical.hpp"
#include "store/yaml/canonical_cursor.hpp"
#include "store/yaml/canonical_scalar.hpp"
#include "store/yaml/ticket.hpp"

namespace desk {

namespace {

using namespace canonical;
using Outcome = CanonicalReading::Outcome;

class Reader;

/// One pass over the keys of a map that may still come, in their order. It stops where the file has something else than a
/// required key: a key that desk does not know, or a comment.
class Pass {
public:
    /// The keys stand at `column`; `depth` is that of the map.
    Pass(Reader& reader, std::size_t column, std::size_t depth) : reader_(reader), column_(column), depth_(depth) {}

    template <class T>
    void operator()(Key key, T&& value);

    void begin() {
        slot_ = 0;
        stuck_ = false;
    }
    void skip_first(std::string_view name) {
        done_ = 1;
        last_ = name;
    }
    std::string_view last() const { return last_; }
    std::size_t column() const { return column_; }
    std::size_t depth() const { return depth_; }
    bool stuck() const { return stuck_; }
    bool failed() const { return failed_; }

private:
    Reader& reader_;
    std::size_t column_, depth_, slot_ = 0, done_ = 0;
    std::string_view last_;
    bool stuck_ = false, failed_ = false;
};

/// Reads one ticket. Whatever is not exactly canonical ends it.
class Reader {
public:
    Reader(std::string_view bytes, Depth depth) : from_(bytes), depth_(depth) {}

    CanonicalReading read() {
        CanonicalReading reading;
        const auto keys = [&](auto& visit) { header_fields(reading.ticket, visit); };
        const auto& unknown_keys = reading.ticket.unknown_keys;
        if (entries(keys, reading.ticket.unknown_keys, Pass(*this, 0, 1))) outcome_ = Outcome::taken;
        // Above the whole depth `entries` ends at the log, before it has judged the unknown keys.
        if (outcome_ == Outcome::taken && (repeats_key(unknown_keys) || has_known(keys, unknown_keys)))
            outcome_ = Outcome::not_canonical;
        reading.outcome = outcome_;
        return reading;
    }

    /// `name:` at this column, if that is what comes next.
    bool take_name(std::string_view name, std::size_t column) {
        Cursor ahead = from_;
        if (!ahead.take_blanks(column) || !ahead.take(name) || !ahead.take_colon()) return false;
        from_ = ahead;
        return true;
    }

    bool take(std::string& text, std::size_t column) { return take_text(from_, text, column); }

    bool take(int& number, std::size_t) {
        const auto found = number_from(word());
        number = found.value_or(0);
        return found.has_value();
    }

    bool take(Minutes& minutes, std::size_t column) {
        int number = 0;
        const bool found = take(number, column);
        minutes = Minutes(number);
        return found;
    }

    bool take(Seconds& time, std::size_t column) {
        int number = 0;
        const bool found = take(number, column);
        time = Seconds(number);
        return found;
    }

    bool take(bool& flag, std::size_t) {
        const auto text = word();
        flag = text == "true";
        return flag || text == "false";
    }

    bool take(Instant& at, std::size_t) {
        const auto found = canonical_instant_from(word());
        at = found.value_or(Instant{});
        return found.has_value();
    }

    template <class T>
    bool take(std::optional<T>& value, std::size_t column) {
        return take(value.emplace(), column);
    }

    bool take(Reference& id, std::size_t) {
        auto found = Reference::canonical(word());
        if (found) id = std::move(*found);
        return found.has_value();
    }

    bool take(Scope<bool> scope, std::size_t) { return scope.out = word() == "out"; }

    bool take(Status& status, std::size_t) {
        const auto found = status_from(word());
        status = found.value_or(Status::fresh);
        const bool unwanted = found == Status::closed && skips_closed(depth_);
        if (unwanted) outcome_ = Outcome::not_wanted;
        return found.has_value() && !unwanted;
    }

    bool take(Did& did, std::size_t column) {
        std::string verb;
        if (!take(verb, column)) return false;
        did = did_from(verb);
        return true;
    }

    bool take(Requester& requester, std::size_t column) {
        if (!from_.take("\n")) return false;
        const auto keys = [&](auto& visit) { requester_fields(requester, visit); };
        return entries(keys, requester.unknown_keys, Pass(*this, column + 2, 2));
    }

    bool take(Log& log, std::size_t column) {
        bool is_taken = false;
        log.change([&](std::vector<Event>& events) { is_taken = take(events, column); });
        return is_taken;
    }

    bool take(std::vector<Event>& log, std::size_t) {
        if (!from_.take("\n")) return false;
        if (!has_log(depth_)) {
            const bool begins = from_.at('#') || Cursor(from_).take("- at: ");
            if (begins) outcome_ = Outcome::taken;
            return false;
        }
        while (event_follows()) {
            if (!take_event(log.emplace_back())) return false;
            if (log.size() > 1 && !before(log[log.size() - 2], log.back())) return false;
        }
        return !log.empty();
    }

private:
    /// The rest of the line, as one word.
    std::string_view word() { return from_.take(" ") ? from_.line() : std::string_view(); }

    /// An event with the comment before it; a comment that no event follows belongs to the header.
    bool event_follows() const {
        Cursor ahead = from_;
        while (ahead.at('#')) ahead.line();
        return ahead.take("- at:");
    }

    bool take_event(Event& event) {
        if (from_.at('#') && !take_comment(from_, comment(event.unknown_keys, ""))) return false;
        from_.take("- at:");
        if (!take(event.at, 2)) return false;
        Pass pass(*this, 2, 3);
        pass.skip_first("at");
        const auto keys = [&](auto& visit) { event_fields(event, visit); };
        return entries(keys, event.unknown_keys, pass);
    }

    static std::string& comment(std::vector<UnknownKey>& unknown_keys, std::string_view after) {
        auto& unknown_key = unknown_keys.emplace_back();
        unknown_key.after = after;
        unknown_key.comment = true;
        return unknown_key.entry.value.text;
    }

    /// The entries of a map: known keys in their order, between them what desk does not know.
    template <class Keys>
    bool entries(const Keys& keys, std::vector<UnknownKey>& unknown_keys, Pass pass) {
        for (;;) {
            pass.begin();
            keys(pass);
            if (pass.failed()) return false;
            if (!from_.take_blanks(pass.column()) || from_.done()) break;
            if (!take_extra(unknown_keys, pass)) return false;
        }
        return !pass.stuck() && (unknown_keys.empty() || (!repeats_key(unknown_keys) && !has_known(keys, unknown_keys)));
    }

    bool take_extra(std::vector<UnknownKey>& unknown_keys, const Pass& pass) {
        if (pass.column() == 0 && from_.at('#')) return take_comment(from_, comment(unknown_keys, pass.last()));
        auto& unknown_key = unknown_keys.emplace_back();
        unknown_key.after = pass.last();
        return take_key(from_, unknown_key.entry.key) &&
               take_node(from_, unknown_key.entry.value, pass.column(), pass.depth() + 1);
    }

    /// A known key that stands where it does not belong. Only at the end of an event is it sure which keys are known.
    template <class Keys>
    static bool has_known(const Keys& keys, const std::vector<UnknownKey>& unknown_keys) {
        bool found = false;
        const auto compare = [&](Key key, auto&&) {
            for (const auto& unknown_key : unknown_keys)
                found = found || (!unknown_key.comment && unknown_key.entry.key.text == key.name);
        };
        keys(compare);
        return found;
    }

    Cursor from_;
    Depth depth_;
    Outcome outcome_ = Outcome::not_canonical;
};

template <class T>
void Pass::operator()(Key key, T&& value) {
    if (slot_++ < done_ || stuck_ || failed_) return;
    if (!reader_.take_name(key.name, column_)) {
        stuck_ = key.required;
        return;
    }
    done_ = slot_;
    last_ = key.name;
    failed_ = !reader_.take(value, column_) || !(key.required || present(value));
}

}  // namespace

CanonicalReading ticket_from_canonical(std::string_view bytes, Depth depth) {
    if (bytes.size() > longest_file || !bytes.ends_with('\n')) return {};
    return Reader(bytes, depth).read();
}

}  // namespace desk
