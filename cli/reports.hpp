#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/views/report.hpp"
#include "store/desk/month_records.hpp"

namespace desk::cli {

struct Months {
    Month first{}, last{};
};

/// The period of a report. Days that are not whole months have neither cap nor charge.
struct Asked {
    Period whole;
    Months months;  ///< into which it reaches
    bool in_months = true;
};

/// What reports are made from: those of several periods share it. The context must outlive it.
class Reports {
public:
    /// `client` empty: of the desk.
    Reports(std::string client, Context& context);

    /// Reads the tickets that were alive in the periods, or have work that their statements depend on, each with its entries.
    void read(const Asked& from, const Asked& through);

    /// How later closings of the months differ from those that hold, in sentences.
    std::vector<std::string> closed_otherwise(const Months& months) const;

    /// Points into what was read.
    struct Made {
        std::vector<Ticket> tickets;  ///< as of the end
        PeriodReport report;
        std::vector<ReportMonth> months;
        std::vector<TimeEntry> days;  ///< of what is no whole months
        std::vector<ReportedTicket> listed;

        std::vector<TimeEntry> all_entries() const;
        bool says_something() const { return report.volume.all != Volume() || !all_entries().empty(); }
    };
    Made made(const Asked& asked) const;

    /// Both must outlive it.
    WholeReport whole(const Made& made, const Asked& asked) const;

private:
    Month last_begun(const Asked& asked) const;
    std::vector<TimeEntry> stated(const Billing& billing) const;
    std::vector<WeekHours> weeks_of(const ReportMonth& month) const;
    ReportMonth of_month(Month month) const;
    std::vector<PlatformMonth> platforms_in(Month month) const;

    std::string client_;
    Context& context_;
    const Desk& desk_;
    MonthRecords kept_;
    std::vector<PlatformBackup> platform_backups_;
    EntriesByClient entries_;
    std::vector<Ticket> tickets_;
};

}  // namespace desk::cli
