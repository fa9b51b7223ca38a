#include <fmt/format.h>

#include "cli/output/html.hpp"
#include "cli/views/report.hpp"

namespace desk::cli {
namespace {

/// Every colour has a contrast of at least 4.5 to 1 against what it stands on (WCAG AA), in both schemes and in print.
constexpr std::string_view style = R"(
:root { color-scheme: light dark; --paper: #ffffff; --card: #f4f6f8; --ink: #1b2430; --quiet: #52606d; --line: #d5dbe1;
  --one: #1f5f99; --two: #4d7a2a; --good: #2f6b1e; --bad: #b3261e; --warning: #8a5300; --track: #e3e8ed; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #12171d; --card: #1b222b; --ink: #e6ebf0; --quiet: #a3b0bd; --line: #333e4a;
    --one: #6cb0ee; --two: #9ccb6f; --good: #8fce7b; --bad: #ff9388; --warning: #f0b35c; --track: #2a343f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 60rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.15rem; }
header p, .note, footer { color: var(--quiet); }
header p { margin: 0.25rem 0 0; font-size: 1.05rem; }
.figures { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1.75rem 0 0; padding: 0; }
.figures div { flex: 1 1 auto; min-width: 7.5rem; padding: 0.8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.figures dt { color: var(--quiet); font-size: 0.85rem; }
.figures dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures .before { color: var(--quiet); font-size: 0.8rem; font-weight: 400; white-space: normal; } .before span { white-space: nowrap; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 2.5rem; }
svg { display: block; overflow: visible; font-size: 13px; }
svg text { fill: var(--ink); font-variant-numeric: tabular-nums; }
.track { fill: var(--track); } .one { fill: var(--one); } .two { fill: var(--two); } .met { fill: var(--good); } .missed { fill: var(--bad); }
.axis { stroke: var(--quiet); stroke-width: 1; }
table { width: 100%; border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; font-size: 0.8rem; vertical-align: bottom; }
tbody th { font-weight: 500; } tbody th, tbody td { overflow-wrap: anywhere; } tbody .figure { white-space: nowrap; overflow-wrap: normal; }
th:last-child, td:last-child { padding-right: 0; }
.right { text-align: right; }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } .warning { color: var(--warning); }
.note { margin: 0.5rem 0 0; font-size: 0.85rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.85rem; }
@media screen and (max-width: 45rem) {
  body { padding: 1.25rem 1rem 2rem; } h1 { overflow-wrap: anywhere; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, tbody th, tbody td { display: block; } tbody tr { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  tbody th, tbody td { padding: 0.1rem 0; border: 0; text-align: left; } tbody td { display: flex; gap: 1rem; justify-content: space-between; }
  tbody td::before { content: attr(data-of); flex: none; color: var(--quiet); } tbody td:empty { display: none; } }
@page { size: A4; margin: 16mm 15mm; }
@media print {
  :root { --paper: #ffffff; --card: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb; --one: #1f5f99; --two: #4d7a2a;
    --good: #2f6b1e; --bad: #b3261e; --warning: #8a5300; --track: #e3e8ed; }
  body { padding: 0; max-width: none; font-size: 10.5pt; } h2 { margin-top: 1.6rem; break-after: avoid; }
  .charts { grid-template-columns: 1fr 1fr; } tr, .figures div, svg { break-inside: avoid; } thead { display: table-header-group; }
  svg, .figures div { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
)";

constexpr std::string_view policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

std::string_view class_of(Look look) {
    return look == Look::good ? "good" : look == Look::bad ? "bad" : look == Look::warning ? "warning" : "plain";
}

std::string figures_html(const WholeReport& whole) {
    std::string html = "<dl class=\"figures\">\n";
    for (const auto& [word, figure, look] : key_figures(whole)) {
        html += fmt::format("<div><dt>{}</dt><dd class=\"{}\">{}</dd>", html_text(word), class_of(look), html_text(figure));
        if (const auto earlier = before(whole, word); !earlier.empty())
            html +=
                fmt::format("<dd class=\"before\">{}: <span>{}</span></dd>", html_text(whole.before_text), html_text(earlier));
        html += "</div>\n";
    }
    return html + "</dl>\n";
}

std::string charts_html(const WholeReport& whole) {
    std::string html;
    for (const auto& [title, svg] : report_charts(whole))
        html += fmt::format("<section><h2>{}</h2>\n{}</section>\n", html_text(title), svg);
    return html.empty() ? html : fmt::format("<div class=\"charts\">\n{}</div>\n", html);
}

std::string sections_html(const WholeReport& whole) {
    std::string html;
    for (const auto& [title, table, note] : report_sections(whole)) {
        const auto content = html_table(title, table);
        if (content.empty()) continue;
        html += fmt::format("<section><h2>{}</h2>\n{}", html_text(title), content);
        if (!note.empty()) html += fmt::format("<p class=\"note\">{}</p>\n", html_text(note));
        html += "</section>\n";
    }
    return html;
}

}  // namespace

std::string report_html(const WholeReport& whole) {
    const auto& zone = whole.desk.policy.zone;
    const auto what = subheading(whole) + (is_over(whole) ? "" : ", so far");
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n</head>\n"
        "<body>\n<header><h1>{}</h1>\n<p>{}</p></header>\n<main>\n{}{}{}</main>\n<footer>As of {}, "
        "{}.</footer>\n</body>\n</html>\n",
        policy, html_text(heading(whole) + ": " + what), style, html_text(heading(whole)), html_text(what), figures_html(whole),
        charts_html(whole), sections_html(whole), html_text(shown(zone, whole.now)), html_text(zone.name()));
}

}  // namespace desk::cli
