"""What the header of a ticket says, as it follows from the log."""


def fold(log):
    """Of events in their order, one that does not apply is history only."""
    now = {"kind": None, "priority": None, "tier": None, "status": "new", "out": False, "assignee": None}
    for event in log:
        take(now, event)
    return now


def take(now, event):
    do, is_open = event["do"], now["status"] not in ("resolved", "closed")
    by_rule = event["by"] == "desk"
    if do == "open":
        now.update({key: event[key] for key in ("kind", "priority", "tier", "assignee") if key in event})
    elif do == "kind":
        now["kind"] = event["to"]
    elif do == "prioritise" and not (by_rule and event.get("from") != now["priority"]):
        now["priority"] = event["to"]
    elif do == "escalate" and not (by_rule and str(event.get("from")) != str(now["tier"])):
        now["tier"], now["assignee"] = event["to"], event.get("assignee")
    elif do == "assign":
        now["assignee"] = None if event["to"] == "nobody" else event["to"]
    elif do == "scope":
        now["out"] = event["to"] == "out"
    elif do == "wait" and is_open:
        now["status"], now["for"] = "waiting", event["for"]
    elif do == "hear" and now["status"] == "waiting" and now["for"] == "client":
        now["status"] = "open"
    elif do == "resume" and now["status"] in ("waiting", "new"):
        now["status"] = "open"
    elif do == "resolve" and is_open:
        now["status"] = "resolved"
    elif do == "close":
        now["status"] = "closed"
    elif do == "reopen" and not is_open:
        now["status"] = "open"
    if now["status"] == "new" and (do == "work" or (do in ("open", "assign") and now["assignee"])):
        now["status"] = "open"
