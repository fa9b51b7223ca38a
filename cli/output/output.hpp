#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cli/output/template.hpp"
#include "core/base/error.hpp"

/// What a command shows. A command passes one view; this decides how it looks (JSON, tab-separated, plain, terminal).
namespace desk::cli {

/// A JSON value. The members of an object keep their order.
class Value {
public:
    using Array = std::vector<Value>;
    using Object = std::vector<std::pair<std::string, Value>>;

    Value() = default;  ///< null
    Value(bool truth) : data_(truth) {}
    Value(int number) : data_(std::int64_t{number}) {}
    Value(std::int64_t number) : data_(number) {}
    Value(std::string text) : data_(std::move(text)) {}
    Value(std::string_view text) : data_(std::string(text)) {}
    Value(const char* text) : data_(std::string(text)) {}
    Value(Array items) : data_(std::move(items)) {}
    Value(Object members) : data_(std::move(members)) {}

    const auto& data() const { return data_; }

private:
    std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> data_;
};

/// How a piece of text is highlighted on a terminal with colour; elsewhere it is not.
enum class Look { normal, strong, faint, good, warning, bad, accent };

struct Span {
    std::string text{};
    Look look = Look::normal;
};

/// A line of a page: spans side by side. Control characters in them are made visible; a line feed begins a new line at `indent`.
struct Line {
    std::vector<Span> spans{};
    int indent = 0;     ///< columns before the first and every following line
    bool wrap = false;  ///< on a terminal, broken between words to fit
    int hang = 0;       ///< more columns before the following lines of one that is broken
};

/// One fact, as people and as programs read it: both forms are together, so that they cannot drift apart.
struct Cell {
    std::string shown{};
    Value json{};
    Look look = Look::normal;
};

/// Who sees a column.
enum class Audience {
    everybody,
    people,    ///< not in porcelain or JSON
    terminal,  ///< an ornament: not in plain text, porcelain or JSON
    wide,      ///< a terminal that has room for it, and JSON
    programs,  ///< porcelain and JSON
    json,      ///< JSON alone
};

struct Column {
    std::string key{};     ///< in JSON; the title is the key in capitals
    bool right = false;    ///< aligned to the right
    bool shrinks = false;  ///< gives way, with an ellipsis, when the terminal is too narrow
    Audience audience = Audience::everybody;
    bool wraps = false;       ///< gives way by being broken between words
    bool expendable = false;  ///< left out, the last first, on a terminal without room for what gives way
    int keeps = 20;           ///< what one that gives way keeps before others are left out for it
    bool added = false;       ///< in porcelain after all that are not: scripts know the others by their places
};

/// A heading before a row of a table, for people only.
struct Heading {
    std::size_t row = 0;
    std::string text{};
};

/// Rows of facts. JSON: `{"schema": 2, "<name>": [{key: json}], …beside}`. Porcelain: a row is a line, the JSON values as text,
/// tab-separated; null is empty, items of a list are joined by commas, and `\t`, `\n`, `\r` and `\\` are written so. People see
/// nothing of a table without rows, not even the lines around it.
struct Table {
    std::string name{};
    std::vector<Column> columns{};
    std::vector<std::vector<Cell>> rows{};
    Value::Object beside{};     ///< further members of the JSON root
    std::vector<Line> above{};  ///< shown before and after the table, for people only
    std::vector<Line> below{};
    std::vector<Heading> headings{};  ///< rising
};

/// A page for people, and the same as JSON: `{"schema": 2, "<name>": json}`.
struct Page {
    std::string name{};
    Value json{};
    std::vector<Line> lines{};
    std::vector<std::vector<std::string>> porcelain{};  ///< rows of tab-separated fields
};

enum class Form { people, porcelain, json };

/// What a message on standard error is: something that was done, something that may be wrong, or why it was not done.
enum class Notice { done, warning, error };

/// The message as lines: `desk: warning: ` and what may be wrong, and below it the hint, indented.
std::string notice_text(Notice what, std::string_view sentence, std::string_view hint);

/// Where output goes.
struct Terminal {
    bool is_terminal = false;
    bool is_fitted =
        false;  ///< what is shown is laid out for a screen of so many columns: a terminal, or something in front of one
    bool colour = false;
    int columns = 80;  ///< display columns; of no meaning where nothing is fitted
    int lines = 24;
    std::string pager{};  ///< shell command for what is longer than the screen; empty: none
};

/// Collects what a command shows; the process writes it when the command has succeeded, so that a failure prints nothing on
/// standard output. Several views become one JSON object: a second member of the same name is an internal error.
class Output {
public:
    Output(Form form, Terminal terminal, bool quiet);

    void show(const Table& table);
    void show(const Page& page);

    /// The rows as lines of the template; its columns are those of the table, in order. People see what stands in the table, and
    /// with porcelain the fields are those of porcelain. Not for JSON.
    void show(const Table& table, const Template& lines);

    /// One bare word on a line of its own for scripts, or `{"schema": 2, "<key>": json}`.
    void answer(const std::string& key, const Cell& cell);

    /// `problems` of the JSON root, unless a view was already that.
    void add_problems(const std::vector<Problem>& problems);

    /// A text in a format of its own, as it is.
    void print(std::string_view text) { text_ += text; }

    /// Tells people on standard error what was done; silent with --quiet.
    void tell(std::string_view sentence, std::string_view hint = {});

    /// What may be wrong, on standard error, quiet or not; the command does what it was asked for.
    void warn(const Problem& problem);
    void warn(std::string_view sentence, std::string_view hint = {});

    /// Why the command, which goes on, will not exit with 0; quiet or not.
    void fail(const Problem& problem);
    void fail(std::string_view sentence, std::string_view hint = {});

    /// What has been collected for standard output. As JSON it is an object even when nothing was shown.
    std::string text() const;

    /// What was collected for standard error.
    const std::string& notices() const { return notices_; }

    Form form() const { return form_; }

    /// From now on what is told would have been done, and was not.
    void tell_as_tried() { tried_ = true; }

    /// Whether anybody sees what is for these: JSON alone is costly to prepare in vain.
    bool wants(Audience audience) const { return audience != Audience::json || form_ == Form::json; }

    const Terminal& terminal() const { return terminal_; }

private:
    bool has(const std::string& name) const;
    void add(const std::string& name, Value json);
    void add_view(const std::string& text);

    Form form_;
    Terminal terminal_;
    bool quiet_;
    bool tried_ = false;
    std::string notices_;
    std::string text_;    ///< for people and as porcelain
    Value::Object root_;  ///< as JSON
};

/// A problem as JSON: file, line, column, what. A line or column that is not known is null.
Value to_json(const Problem& problem);

}  // namespace desk::cli
