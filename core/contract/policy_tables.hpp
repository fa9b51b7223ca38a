#pragma once

#include "core/contract/agent.hpp"
#include "core/contract/assess_rule.hpp"
#include "core/contract/audit_rules.hpp"
#include "core/contract/backup_rules.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/contact_rules.hpp"
#include "core/contract/dated.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"
#include "core/contract/rate.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/report_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/route_rule.hpp"
#include "core/contract/shift.hpp"
#include "core/contract/tier.hpp"
#include "core/contract/update_rules.hpp"
#include "core/contract/uptime_rules.hpp"

/// All tables of the policy: for what reads, compares or shows the whole of it.
namespace desk {

/// The tables that describe their keys (policy_key.hpp): `visit(name, table)` for each, by the name that desk.toml has for it.
/// That of the credits is absent if none are given.
template <class Self, class Visit>
void visit_tables(Self& policy, Visit&& visit) {
    visit("escalation", *policy.escalation);
    visit("intake", *policy.intake);
    visit("contacts", *policy.contacts);
    visit("updates", *policy.updates);
    visit("reopen", *policy.reopen);
    visit("resolution", *policy.resolution);
    visit("hours", *policy.hours);
    visit("uptime", *policy.uptime);
    visit("credits", policy.uptime->credits);
    visit("feedback", *policy.feedback);
    visit("report", *policy.report);
    visit("platform_backup", policy.backup->platform);
    visit("backup", *policy.backup);
    visit("mail", *policy.mail);
    visit("audit", *policy.audit);
}

}  // namespace desk
