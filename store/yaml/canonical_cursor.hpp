#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "core/ticket/yaml_value.hpp"

/// The pieces of the strict reader: each takes exactly what the writer can have written, and refuses anything else by returning
/// false, which ends the reading.
namespace desk::canonical {

/// The bytes still to be read. They end with a line end.
class Cursor {
public:
    explicit Cursor(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    bool done() const { return at_ == end_; }
    std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
    const char* here() const { return at_; }
    std::string_view since(const char* begin) const { return {begin, static_cast<std::size_t>(at_ - begin)}; }
    bool at(char c) const { return at_ != end_ && *at_ == c; }
    char take() { return at_ == end_ ? '\0' : *at_++; }

    bool take(std::string_view word) {
        if (left() < word.size() || std::memcmp(at_, word.data(), word.size()) != 0) return false;
        at_ += word.size();
        return true;
    }

    bool take_blanks(std::size_t count) {
        if (left() < count || !std::all_of(at_, at_ + count, [](char c) { return c == ' '; })) return false;
        at_ += count;
        return true;
    }

    /// The colon behind a key.
    bool take_colon() {
        if (left() < 2 || at_[0] != ':' || (at_[1] != ' ' && at_[1] != '\n')) return false;
        ++at_;
        return true;
    }

    /// The rest of the line, without its end.
    std::string_view line() {
        if (done()) return {};
        const auto* end = static_cast<const char*>(std::memchr(at_, '\n', left()));
        const std::string_view rest(at_, static_cast<std::size_t>(end - at_));
        at_ = end + 1;
        return rest;
    }

private:
    const char* at_;
    const char* end_;
};

/// What follows a key or a dash at `column`: a text, or a value unknown to desk. `depth` is that of the value.
bool take_text(Cursor& from, std::string& out, std::size_t column);
bool take_node(Cursor& from, YamlValue& out, std::size_t column, std::size_t depth);

/// A key unknown to desk, up to and including its colon.
bool take_key(Cursor& from, YamlValue& out);

/// Lines that begin with `#`, at least one, as the text of a comment.
bool take_comment(Cursor& from, std::string& out);

}  // namespace desk::canonical
