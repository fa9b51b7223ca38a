#include "store/desk/problems.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "store/toml/reader.hpp"

namespace desk {
namespace {

bool comes_before(const Problem& a, const Problem& b) {
    const auto place = [](const Problem& problem) {
        const auto& [file, line, column] = problem.where;
        return std::tie(file, line, column, problem.what);
    };
    return place(a) < place(b);
}

}  // namespace

std::optional<Problem> problem_with(const std::string& file, const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const Malformed& refused) {
        return refused.problem;
    } catch (const Error& error) {
        return problem_of(file, error);
    }
}

std::optional<Error> why_failed(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const Error& error) {
        return error;
    }
}

std::optional<Error> why_refused(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const Error& error) {
        if (error.fault != Fault::refused) throw;
        return error;
    }
}

bool is_well_formed(const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (const Malformed&) {
        return false;
    }
}

void Problems::add(const Problem& problem) {
    const std::scoped_lock lock(mutex_);
    const auto at = std::ranges::lower_bound(problems_, problem, comes_before);
    if (at == problems_.end() || *at != problem) problems_.insert(at, problem);
}

void Problems::add(const std::vector<Problem>& problems) {
    for (const auto& problem : problems) add(problem);
}

void Problems::add_from(const std::string& file, const std::function<void()>& work) {
    if (const auto problem = problem_with(file, work)) add(*problem);
}

std::vector<Problem> Problems::all() const {
    const std::scoped_lock lock(mutex_);
    return problems_;
}

std::vector<Problem> Problems::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(problems_, {});
}

}  // namespace desk
