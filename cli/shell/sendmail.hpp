#pragma once

#include <string>

namespace desk::cli {

/// Hands the mail to the program that sends mails, which reads the recipients from its headers (`-t -i`). `program`: its words,
/// split at blanks; empty: /usr/sbin/sendmail. Never a shell. `Fault::io` with what it said where it fails, or is not there.
void send_by(const std::string& program, const std::string& mail);

}  // namespace desk::cli
