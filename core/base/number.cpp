#include "core/base/number.hpp"

namespace desk {

std::string with_noun(std::string number, std::string_view noun, std::string_view otherwise) {
    number += ' ';
    number += noun.empty() ? otherwise : noun;
    if (noun.empty()) number += 's';
    return number;
}

}  // namespace desk
