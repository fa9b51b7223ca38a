#include "store/git/unfinished.hpp"

#include "store/file/file.hpp"
#include "store/file/lock.hpp"
#include "store/git/half_merge.hpp"
#include "store/git/note.hpp"
#include "store/git/pending.hpp"

namespace desk {

void finish_unfinished(const Git& git, bool commits) {
    put_back_half_merge(git);
    if (commits) make_noted_commits(git);
}

void finish_earlier(const Git& git, bool commits) {
    if (!note(git, NoteOf::merge) && !note(git, NoteOf::commits)) return;
    const auto lock = Lock::take(Folder::open(git.folder()));
    finish_unfinished(git, commits);
}

}  // namespace desk
