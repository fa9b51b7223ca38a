#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/base/utf8.hpp"

namespace desk {

/// The strings of a JSON file that is one list of strings.
class StringList {
public:
    static std::vector<std::string> read(const std::string& path) {
        std::ifstream file(path);
        if (!file) throw std::runtime_error("cannot read " + path);
        StringList list({std::istreambuf_iterator<char>(file), {}});
        std::vector<std::string> strings;
        while (list.next()) strings.push_back(list.string());
        return strings;
    }

private:
    explicit StringList(std::string json) : json_(std::move(json)) {}

    bool next() {
        at_ = json_.find('"', at_);
        return at_++ != std::string::npos;
    }

    std::string string() {
        std::string text;
        for (; json_.at(at_) != '"'; ++at_) {
            if (json_[at_] == '\\')
                escape(text);
            else
                text += json_[at_];
        }
        ++at_;
        return text;
    }

    void escape(std::string& text) {
        static const std::string names = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
        if (const auto known = names.find(json_.at(++at_)); known != std::string::npos) {
            text += meanings[known];
            return;
        }
        char32_t code = unit();
        if (code >= 0xD800 && code < 0xDC00) {
            at_ += 2;
            code = 0x10000 + ((code - 0xD800) << 10U) + (unit() - 0xDC00);
        }
        encode_utf8(text, code);
    }

    /// The four digits behind `u`.
    char32_t unit() {
        const auto code = static_cast<char32_t>(std::stoul(json_.substr(at_ + 1, 4), nullptr, 16));
        at_ += 4;
        return code;
    }

    std::string json_;
    std::size_t at_ = 0;
};

inline std::vector<std::string> nasty_strings(const std::string& cases) {
    return StringList::read(cases + "/nasty_strings.json");
}

}  // namespace desk
