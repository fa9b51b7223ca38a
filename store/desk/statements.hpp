#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/month/statement.hpp"
#include "store/desk/change.hpp"
#include "store/desk/desk_files.hpp"
#include "store/desk/store.hpp"

/// `statements/`: the months that were closed, as they were stated (desk-hours(1)), a file for each closing. And `agreements/`: a
/// file for each agreement.
namespace desk {

struct KnownClosings {
    ClosedMonths months;  ///< two clones may both close a month; the first closing holds
    /// How later closings of a month differ, in sentences.
    std::map<Month, std::vector<std::string>> with_other_figures;
};

/// A file that cannot be read is a problem of the store; its month then counts as open.
KnownClosings closings_of(const Store& store);
/// The same from other files, such as those of a commit; clients have the names that they had when the months were closed.
KnownClosings closings_of(const DeskFiles& files, Problems& problems);

/// Why a file of `statements/` cannot be read; absent: it can.
std::optional<Problem> trouble_with_closing(const std::string& file, const std::string& text);

void stage_closed_month(Change& change, const ClosedMonth& closed);

/// Stages the renaming of files named only by a month, the former form, to names like those of other closings. Returns the old
/// ones.
std::vector<std::string> stage_moved_closings(Change& change, const Store& store);

/// Records what a client agreed to. Refuses a client whose name cannot be that of a file.
void stage_agreement(Change& change, const Store& store, const std::string& client, const Client::Agreed& agreed);

}  // namespace desk
