#include "cli/shell/sendmail.hpp"

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "store/file/subprocess.hpp"

namespace desk::cli {
namespace {

constexpr auto longest = std::chrono::seconds(120);  // others wait for the lock meanwhile
constexpr std::size_t most_said = 200;

}  // namespace

void send_by(const std::string& program, const std::string& mail) {
    auto words = words_of(program.empty() ? "/usr/sbin/sendmail" : program, ' ');
    std::erase(words, "");
    if (words.empty()) throw Error(Fault::usage, "DESK_SENDMAIL names no program", "as in DESK_SENDMAIL=/usr/bin/msmtp");
    const auto name = words.front();
    words.insert(words.end(), {"-t", "-i"});
    const auto ran = run({words, mail, false, longest});
    if (!ran)
        throw Error(Fault::io, fmt::format("{} is not installed, so no mail can be sent", name),
                    "DESK_SENDMAIL names another program, as in DESK_SENDMAIL=/usr/bin/msmtp");
    if (ran->well()) return;
    constexpr int killed = 128 + 9;
    const auto said = plain_line(first_line(trimmed(ran->err)).substr(0, most_said));
    const auto how = ran->status == killed ? fmt::format("was killed, as it is after {} s without an end", longest.count())
                                           : fmt::format("failed with {}", ran->status);
    throw Error(Fault::io, fmt::format("{} {}{}{}", name, how, said.empty() ? "" : ": ", said));
}

}  // namespace desk::cli
