#pragma once

#include <string>

namespace desk::cli {

/// A text of the user's in a file of its own, for an editor. Only the owner may read it.
class Draft {
public:
    /// `Fault::io` if no file can be made in `folder`.
    Draft(const std::string& folder, const std::string& text, const std::string& explanation);
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft();  ///< removes the file, unless it is kept

    const std::string& path() const { return path_; }
    const std::string& text() const { return text_; }
    /// Whether there is more in it than the text that it began with.
    bool is_written() const;

    /// Keeps the file, with only the text.
    void keep();

    /// Opens the editor on it and returns what was written above the scissors line. `Fault::io` if the editor fails; the
    /// file is then kept and named.
    std::string edited(const std::string& editor);

private:
    std::string path_, given_, text_;
    bool kept_ = false;
};

}  // namespace desk::cli
