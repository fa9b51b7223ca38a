#include "cli/shell/sendmail.hpp"

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "store/file/subprocess.hpp"

namespace desk::cli {

void send_by(const std::string& program, const std::string& mail) {
    auto words = words_of(program.empty() ? "/usr/sbin/sendmail" : program, ' ');
    std::erase(words, "");
    if (words.empty()) throw Error(Fault::usage, "DESK_SENDMAIL names no program", "as in DESK_SENDMAIL=/usr/bin/msmtp");
    const auto name = words.front();
    words.insert(words.end(), {"-t", "-i"});
    const auto ran = run({words, mail});
    if (!ran)
        throw Error(Fault::io, fmt::format("{} is not installed, so no mail can be sent", name),
                    "DESK_SENDMAIL names another program, as in DESK_SENDMAIL=/usr/bin/msmtp");
    if (ran->well()) return;
    const auto said = first_line(trimmed(ran->err));
    throw Error(Fault::io, fmt::format("{} failed with {}{}{}", name, ran->status, said.empty() ? "" : ": ", said));
}

}  // namespace desk::cli
