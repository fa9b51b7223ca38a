#pragma once

#include <string>
#include <string_view>

namespace desk::cli {

/// `desk: ` and the sentence, and below it the lines of the hint: as everything stands that people are told on standard error.
std::string told(std::string_view sentence, std::string_view hint);

}  // namespace desk::cli
