#pragma once

#include <optional>
#include <string>

#include "store/file/atomic_writes.hpp"
#include "store/file/file.hpp"
#include "store/git/repository.hpp"

namespace desk {

/// The .gitattributes of the desk with all the lines that tell git how to keep and merge its files, after its other
/// lines; absent: it already has them.
std::optional<Write> attributes_to_write(const Folder& folder);

/// The same of .gitignore, and what of a desk is never committed. Whatever git has of that already stays.
std::optional<Write> ignored_to_write(const Folder& folder);

/// What git does with files of the desk differently from those lines, because others override them: those of
/// `.git/info/attributes`, and later or deeper ones. Empty: nothing, or git cannot say.
std::string overridden_attributes(const Git& git);

}  // namespace desk
