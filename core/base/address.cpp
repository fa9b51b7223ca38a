#include "core/base/address.hpp"

namespace desk {

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    return at != 0 && at < text.size() - 1 && text.find_first_of(" \t\r\n<>") == std::string_view::npos;
}

}  // namespace desk
