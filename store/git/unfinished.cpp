#include "store/git/unfinished.hpp"

#include "store/git/half_merge.hpp"
#include "store/git/note.hpp"
#include "store/git/pending.hpp"

namespace desk {

void finish_unfinished(const Git& git, bool commits) {
    put_back_half_merge(git);
    if (commits) make_noted_commits(git);
}

bool has_unfinished(const Git& git) { return note(git, NoteOf::merge) || note(git, NoteOf::commits); }

}  // namespace desk
