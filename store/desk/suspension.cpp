#include "store/desk/suspension.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/contract/hours_rules.hpp"
#include "core/month/hours.hpp"
#include "store/desk/store.hpp"

namespace desk {
namespace {

class SuspensionsInStore : public SuspensionsWhenAsked {
public:
    SuspensionsInStore(std::string path, std::shared_ptr<Problems> problems)
        : path_(std::move(path)), problems_(std::move(problems)) {}

private:
    /// With a store of its own: that of the command may be in use on other threads, which ask while they read, so that what was
    /// read is neither whole nor all that counts.
    ByClient read() const override {
        const auto store = Store::find(path_);
        const auto& desk = store.desk();
        store.problems().take();  // what is wrong with the desk itself is told by whoever asks for it
        const auto may_match = [](std::string_view bytes) { return bytes.find("do: work") != bytes.npos; };
        auto found = store.map({Depth::whole, may_match, {}},
                               [&](const Ticket& ticket) { return std::optional(entries_in(ticket, all_months, desk)); });
        problems_->add(store.problems().all());
        return suspension_periods(entries_of(std::move(found.values), found.tickets), desk);
    }

    std::string path_;
    std::shared_ptr<Problems> problems_;
};

}  // namespace

const std::vector<Period>& SuspensionsWhenAsked::of(const std::string& client) const {
    static const std::vector<Period> never;
    const auto& periods = periods_.get([this] { return read(); });
    const auto found = periods.find(client);
    return found == periods.end() ? never : found->second;
}

std::shared_ptr<const Suspensions> suspensions_in(const std::string& path, std::shared_ptr<Problems> problems) {
    return std::make_shared<SuspensionsInStore>(path, std::move(problems));
}

}  // namespace desk
