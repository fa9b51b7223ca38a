#pragma once

#include <string>
#include <string_view>

#include "core/ticket/ticket.hpp"
#include "store/yaml/ticket.hpp"

/// The strict reader: one pass over the bytes of a canonical file.
namespace desk {

/// The strict reader's result for a file.
struct CanonicalReading {
    enum class Outcome {
        not_canonical,  ///< broken, or in a form that another reader must judge
        not_wanted,     ///< closed, at a depth that skips those
        taken,
    };

    Outcome outcome = Outcome::not_canonical;
    Ticket ticket;  ///< only when taken
};

/// The two readers on their own, for the tests that hold them together.
CanonicalReading ticket_from_canonical(std::string_view bytes, Depth depth = Depth::whole);
Reading ticket_from_any_yaml(std::string_view bytes, const std::string& file);

}  // namespace desk
