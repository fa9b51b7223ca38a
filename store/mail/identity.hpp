#pragma once

#include <string>
#include <string_view>

namespace desk {

/// By what the same mail is known when it comes again, in hexadecimal digits: a digest of all but what those add who pass it on,
/// the `From ` line of a mailbox, Received, Return-Path, Delivered-To and X-Original-To.
std::string mail_digest(std::string_view bytes);

}  // namespace desk
