#pragma once

#include <string>
#include <string_view>

namespace desk {

/// What a person reads of a page: blocks and rows are lines, cells are parted by a blank, a link is "text (address)". Styles,
/// scripts, the head and comments are left out. Takes time by the size, whatever is nested in what. (libxml2 takes 20 s for 2 MB
/// of tags that are closed by others, and for one tag of many attributes.)
std::string text_from_html(std::string_view html);

}  // namespace desk
