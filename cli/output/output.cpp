#include "cli/output/output.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/output/display.hpp"
#include "cli/output/lines.hpp"
#include "cli/output/table.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

using Json = nlohmann::ordered_json;

template <class... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

Json to_nlohmann(const Value& value) {
    return std::visit(Match{
                          [](std::monostate) { return Json(); },
                          [](const Value::Array& items) {
                              auto array = Json::array();
                              for (const auto& item : items) array.push_back(to_nlohmann(item));
                              return array;
                          },
                          [](const Value::Object& members) {
                              auto object = Json::object();
                              for (const auto& [key, member] : members) object[key] = to_nlohmann(member);
                              return object;
                          },
                          [](const auto& plain) { return Json(plain); },
                      },
                      value.data());
}

/// Pure ASCII, so that no control character (nlohmann leaves C1 raw otherwise) and no invalid UTF-8 gets out.
std::string json_text(const Value& value) { return to_nlohmann(value).dump(2, ' ', true, Json::error_handler_t::replace) + "\n"; }

bool is_for_programs(const Column& column) {
    return column.audience != Audience::terminal && column.audience != Audience::people;
}

Value to_json(const Table& table) {
    Value::Array rows;
    for (const auto& row : table.rows) {
        Value::Object object;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (is_for_programs(table.columns[i])) object.emplace_back(table.columns[i].key, row.at(i).json);
        rows.emplace_back(std::move(object));
    }
    return rows;
}

/// A value as one field: texts as they are, lists with commas, objects as `key=value` with commas.
std::string field(const Value& value) {
    std::string text;
    const auto add = [&text](const std::string& item) { text += (text.empty() ? "" : ",") + item; };
    std::visit(Match{
                   [](std::monostate) {},
                   [&](bool truth) { text = truth ? "true" : "false"; },
                   [&](std::int64_t number) { text = std::to_string(number); },
                   [&](const std::string& raw) { text = raw; },
                   [&](const Value::Array& items) {
                       for (const auto& item : items) add(field(item));
                   },
                   [&](const Value::Object& members) {
                       for (const auto& [key, member] : members) add(key + "=" + field(member));
                   },
               },
               value.data());
    return text;
}

void append_field(std::string& out, std::string_view raw) {
    std::string escaped;
    for (const char c : raw) escaped.append(c == '\\' ? 2 : 1, c);
    out += visible(escaped);
}

/// The places of the columns that porcelain has, in its order.
std::vector<std::size_t> fields_of(const Table& table) {
    std::vector<std::size_t> places;
    for (const bool added : {false, true})
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto audience = table.columns[i].audience;
            const bool is_field = audience == Audience::everybody || audience == Audience::programs;
            if (is_field && table.columns[i].added == added) places.push_back(i);
        }
    return places;
}

std::string porcelain(const Table& table) {
    const auto fields = fields_of(table);
    std::string out;
    for (const auto& row : table.rows) {
        const char* separator = "";
        for (const auto place : fields) {
            out += separator;
            append_field(out, field(row.at(place).json));
            separator = "\t";
        }
        out += '\n';
    }
    return out;
}

std::string porcelain(const Page& page) {
    std::string out;
    for (const auto& row : page.porcelain) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += '\t';
            append_field(out, row[i]);
        }
        out += '\n';
    }
    return out;
}

std::string_view prefix_of(Notice what) {
    switch (what) {
        case Notice::warning: return "desk: warning: ";
        case Notice::error: return "desk: error: ";
        case Notice::done: break;
    }
    return "desk: ";
}

std::string sentence_of(const Problem& problem) { return to_text(problem.where) + ": " + problem.what; }

}  // namespace

std::string notice_text(Notice what, std::string_view sentence, std::string_view hint) {
    auto text = fmt::format("{}{}\n", prefix_of(what), visible(sentence));
    if (hint.empty()) return text;
    for (const auto line : split(hint, '\n')) text += "      " + visible(line) + "\n";
    return text;
}

Output::Output(Form form, Terminal terminal, bool quiet) : form_(form), terminal_(std::move(terminal)), quiet_(quiet) {
    root_.emplace_back("schema", 2);
}

void Output::show(const Table& table) {
    if (form_ == Form::people) return add_view(to_text(table, terminal_));
    if (form_ == Form::porcelain) return add_view(porcelain(table));
    add(table.name, to_json(table));
    for (const auto& [name, json] : table.beside) add(name, json);
}

void Output::show(const Page& page) {
    if (form_ == Form::people) return add_view(to_text(page.lines, terminal_));
    if (form_ == Form::porcelain) return add_view(porcelain(page));
    add(page.name, page.json);
}

void Output::show(const Table& table, const Template& lines) {
    for (const auto& row : table.rows) {
        text_ += lines.texts.front();
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (form_ == Form::people)
                text_ += visible(row[i].shown);
            else
                append_field(text_, field(row[i].json));
            text_ += lines.texts.at(i + 1);
        }
        text_ += '\n';
    }
}

void Output::answer(const std::string& key, const Cell& cell) {
    if (form_ == Form::json) return add(key, cell.json);
    if (form_ == Form::people)
        text_ += visible(cell.shown);
    else
        append_field(text_, field(cell.json));
    text_ += '\n';
}

void Output::tell(std::string_view sentence, std::string_view hint) {
    if (quiet_) return;
    notices_ += notice_text(Notice::done, tried_ ? fmt::format("dry run: {}", sentence) : std::string(sentence), hint);
}

void Output::warn(const Problem& problem) { warn(sentence_of(problem)); }

void Output::warn(std::string_view sentence, std::string_view hint) { notices_ += notice_text(Notice::warning, sentence, hint); }

void Output::fail(const Problem& problem) { fail(sentence_of(problem)); }

void Output::fail(std::string_view sentence, std::string_view hint) { notices_ += notice_text(Notice::error, sentence, hint); }

std::string Output::text() const { return form_ == Form::json ? json_text(root_) : text_; }

bool Output::has(const std::string& name) const {
    return std::ranges::any_of(root_, [&](const auto& member) { return member.first == name; });
}

void Output::add_problems(const std::vector<Problem>& problems) {
    if (form_ != Form::json || has("problems")) return;
    Value::Array list;
    for (const auto& problem : problems) list.push_back(to_json(problem));
    add("problems", std::move(list));
}

void Output::add(const std::string& name, Value json) {
    if (has(name)) throw Error{Fault::internal, fmt::format("two results are called \"{}\"", name)};
    root_.emplace_back(name, std::move(json));
}

/// People see an empty line between two views.
void Output::add_view(const std::string& text) {
    if (form_ == Form::people && !text_.empty() && !text.empty()) text_ += '\n';
    text_ += text;
}

Value to_json(const Problem& problem) {
    const auto known = [](int number) { return number > 0 ? Value(number) : Value(); };
    return Value::Object{{"file", problem.where.file},
                         {"line", known(problem.where.line)},
                         {"column", known(problem.where.column)},
                         {"what", problem.what}};
}

}  // namespace desk::cli
