#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

/// The mails of `tests/mail/`, and what is expected of each.
namespace desk::samples {

struct MailCase {
    std::string kind, bytes;
    nlohmann::json expected;
};

inline std::string file_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline std::vector<MailCase> mail_cases() {
    std::vector<MailCase> cases;
    for (const auto& entry : std::filesystem::directory_iterator(TEST_MAILS)) {
        const auto& path = entry.path();
        if (path.extension() != ".eml") continue;
        const auto expected = nlohmann::json::parse(file_of(std::filesystem::path(path).replace_extension(".json")));
        cases.push_back({path.stem().string(), file_of(path), expected});
    }
    std::ranges::sort(cases, {}, &MailCase::kind);
    REQUIRE(cases.size() == 115);
    return cases;
}

/// The text of a member that may be null.
inline std::string text_in(const nlohmann::json& object, const std::string& key) {
    return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : std::string();
}

}  // namespace desk::samples
