#pragma once

#include <string>
#include <string_view>

#include "cli/output/output.hpp"

/// Views as they come out of a pipe.
namespace desk::cli {

template <class View>
std::string shown(const View& view, Form form = Form::people) {
    Output out(form, {}, false);
    out.show(view);
    return out.text();
}

/// The JSON of a view, without line breaks and blanks around its signs.
template <class View>
std::string json(const View& view) {
    std::string made;
    bool blank = false;
    for (const char c : shown(view, Form::json)) {
        if (c == '\n') blank = true;
        if (c == '\n' || (blank && c == ' ')) continue;
        blank = false;
        made += c;
    }
    return made;
}

inline bool stands_in(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace desk::cli
