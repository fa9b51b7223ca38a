#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/output/output.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// A file that came from others.
struct Arrived {
    std::string path;
    bool created = false;
    std::optional<Ticket> ticket;  ///< its header; absent for other files
};

Table sync_table(std::span<const Arrived> arrived, const std::string& remote, int sent);
std::string sync_summary(std::span<const Arrived> arrived, const std::string& remote, int sent, int held);

}  // namespace desk::cli
