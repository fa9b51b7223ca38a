#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/base/utf8.hpp"
#include "store/mail/read.hpp"

/// Changes mails at random and reads them: whatever comes out is UTF-8, in bounds, and the same again. The same seed does the
/// same. Arguments: the folder of the mails, a seed, and how many to try (or how long: `60s`).
using namespace desk;

namespace {

class Mutator {
public:
    Mutator(std::uint64_t seed, const std::string& folder) : dice_(seed) {
        std::vector<std::filesystem::path> paths;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".eml") paths.push_back(entry.path());
        std::ranges::sort(paths);
        for (const auto& path : paths) {
            std::ifstream stream(path, std::ios::binary);
            corpus_.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
        }
        if (corpus_.empty()) std::exit(2);
    }

    std::string mail() {
        auto bytes = corpus_[below(corpus_.size())];
        for (auto count = 1 + below(6); count > 0; --count) change(bytes);
        return bytes;
    }

private:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(dice_); }

    const std::string& part() {
        static const std::string all[] = {"\n",
                                          "\r\n",
                                          "\n\n",
                                          "\n ",
                                          "=?utf-8?B?",
                                          "?=",
                                          "=?",
                                          "--",
                                          "\"",
                                          "\\",
                                          "<",
                                          ">",
                                          "@",
                                          "(",
                                          ";",
                                          "*0*=",
                                          "''",
                                          "%C3",
                                          "=C3",
                                          "=\n",
                                          "\xEF\xBB\xBF",
                                          "\xFF",
                                          std::string(1, '\0'),
                                          "&#",
                                          "<a href=",
                                          "<!--",
                                          "</script",
                                          "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
                                          "--b\n",
                                          "--b--\n",
                                          "Content-Type: message/rfc822\n\n",
                                          "Content-Transfer-Encoding: base64\n",
                                          "charset=utf-16",
                                          "charset=iso-2022-jp",
                                          "format=flowed",
                                          "References: <a@b>\n",
                                          "+2611-K7QF4@",
                                          "2611-K7QF4"};
        return all[below(std::size(all))];
    }

    void change(std::string& bytes) {
        const auto at = below(bytes.size() + 1);
        const auto size = std::min(below(40), bytes.size() - at);
        const auto& other = corpus_[below(corpus_.size())];
        switch (below(5)) {
            case 0: bytes.erase(at, size); break;
            case 1: bytes.insert(at, part()); break;
            case 2: bytes.insert(at, bytes.substr(at, size)); break;
            case 3: bytes.insert(at, other.substr(below(other.size()), 200)); break;
            default:
                if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
        }
    }

    std::mt19937_64 dice_;
    std::vector<std::string> corpus_;
};

/// What is wrong with a mail that was read; empty: nothing.
std::string fault_of(const Mail& mail) {
    for (const auto* text : {&mail.body, &mail.said, &mail.subject, &mail.from.name, &mail.from.email, &mail.message_id})
        if (invalid_utf8_at(*text)) return "a text is no UTF-8: " + *text;
    if (mail.identity.empty()) return "it has no identity";
    if (mail.files.size() > MailLimits::parts + 1) return "it has too many files";
    for (const auto& file : mail.files) {
        const auto& name = file.stored;
        if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos || name.size() > 200 ||
            invalid_utf8_at(name))
            return "a file is called " + name;
    }
    return {};
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) return 2;
    const std::string how_many = words[3];
    const bool is_time = how_many.ends_with('s');
    const auto limit = std::strtoull(how_many.c_str(), nullptr, 10);
    const auto begun = std::chrono::steady_clock::now();
    Mutator mutator(std::strtoull(words[2], nullptr, 10), words[1]);
    unsigned long long tried = 0;
    const auto goes_on = [&] {
        return is_time ? std::chrono::steady_clock::now() - begun < std::chrono::seconds(limit) : tried < limit;
    };
    for (; goes_on(); ++tried) {
        const auto bytes = mutator.mail();
        const auto mail = mail_from(bytes), again = mail_from(bytes);
        auto fault = fault_of(mail);
        if (fault.empty() && (mail.said != again.said || mail.files.size() != again.files.size()))
            fault = "it is read otherwise again";
        if (fault.empty()) continue;
        std::ofstream("mail_fuzz.eml", std::ios::binary) << bytes;
        std::printf("mail %llu: %s; it is in mail_fuzz.eml\n", tried, fault.c_str());
        return 1;
    }
    std::printf("%llu mails\n", tried);
    return 0;
}
