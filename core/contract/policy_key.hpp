#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/words.hpp"

/// How a table of the policy describes its keys. Its `keys(table, visit)` calls `visit(key, value, form)` for each, in the
/// order of desk.toml(5). The reader and `policy show` visit it, and so does the test that none is forgotten: there is
/// no other list.
///
/// Not described this way are tables of which there is one for each name ([calendar], [priority], [kind], [channel], [process]),
/// those whose keys depend on one another ([desk], [clock], [[rate]], [[route]]), and the short lists beside them.
namespace desk {

struct PolicyKey {
    std::string_view name;
    std::string_view example = {};  ///< a right value, as TOML
    bool required = false;          ///< unless the policy that this one is based on has it
};
constexpr PolicyKey may(std::string_view name, std::string_view example) { return {name, example, false}; }
constexpr PolicyKey must(std::string_view name, std::string_view example) { return {name, example, true}; }

/// How a value is written, as far as its type does not say.
namespace form {

struct Plain {};    ///< a text, a list of texts, a flag
struct NewName {};  ///< that no other table of the list has
struct Names {
    std::string_view what = "a list of names";
};
struct Ranking {};  ///< a list of names, the best first
struct Score {
    const std::vector<std::string>& scale;  ///< it is one of these
};
struct Addresses {};
struct Channel {};
struct Channels {};
struct Agents {};
struct Tier {};
struct When {};  ///< a condition

struct Days {};       ///< `30 days`
struct Months {};     ///< a number
struct Megabytes {};  ///< `25 MB`
struct Percent {};    ///< a number
struct Percents {};   ///< rising
struct Share {};      ///< `99.8 %`
struct Length {};     ///< `30 hours`
struct Rounding {};   ///< the same, from a minute to an hour
struct Time {};       ///< a target that is a length of time or a number of working days

template <class T>
struct OneOf {
    std::span<const Word<T>> words;
};
template <class Words>
OneOf(const Words&) -> OneOf<typename Words::value_type::first_type>;

struct Table {};   ///< one inside this table, absent or there
struct Tables {};  ///< a list of them

}  // namespace form
}  // namespace desk
