#include "store/yaml/document.hpp"

#include <algorithm>
#include <istream>
#include <streambuf>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "core/base/utf8.hpp"
#include "store/yaml/canonical.hpp"

namespace desk::yaml {

namespace {

using Form = YamlValue::Form;

/// A ticket written by hand may have as many events as one in canonical form, and the shortest event has a value for every seven
/// bytes.
std::size_t most_values(std::size_t bytes) { return std::max<std::size_t>(100'000, bytes / 7); }

constexpr std::size_t longest_flow = 64U << 10U;

std::size_t offset_of(const YAML::Mark& mark) { return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos); }

/// Builds the document out of the parser's events, and holds each against the bytes.
class Events : public YAML::EventHandler {
public:
    explicit Events(std::string_view bytes) { document_.bytes = bytes; }

    /// How far the events have come.
    std::size_t reached() const { return reached_; }

    Document document() && {
        read_gap(document_.bytes, reached_, document_.bytes.size(), document_.comments);
        return std::move(document_);
    }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        throw Refusal{offset_of(mark), "an alias, which desk does not accept"};
    }

    /// The parser does not say whether nothing stands there or one of the words for it.
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
        const auto at = offset_of(mark);
        const auto word = null_word(at, mark.column);
        if (!word.empty()) return add_scalar(mark, std::string(word));
        if (!open_.empty() && takes_key()) throw Refusal{at, "an empty key"};
        Tree tree;
        tree.at = tree.end = reached_;
        add(std::move(tree));
    }

    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string& value) override {
        add_scalar(mark, value);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value style) override {
        open(Form::list, mark, style);
    }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value style) override {
        open(Form::map, mark, style);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override {
        check_keys(open_.back().tree);
        close();
    }

private:
    struct Open {
        Tree tree;
        int column;  ///< of the keys or dashes; -1 inside brackets
    };

    bool takes_key() const { return open_.back().tree.form == Form::map && open_.back().tree.children.size() % 2 == 0; }

    std::string_view null_word(std::size_t at, int column) const {
        // Where nothing stands, the mark is at the next key or dash.
        if (!open_.empty() && !takes_key() && column <= open_.back().column) return {};
        for (const std::string_view word : {"~", "null", "Null", "NULL"})
            if (document_.bytes.substr(at, word.size()) == word) return word;
        return {};
    }

    /// The parser takes a value that stands below its key.
    void check_indent(const YAML::Mark& mark) const {
        if (!open_.empty() && !takes_key() && mark.column <= open_.back().column)
            throw Refusal{offset_of(mark), "this must be indented more than what it belongs to"};
    }

    void add_scalar(const YAML::Mark& mark, std::string value) {
        const auto bytes = document_.bytes;
        const auto at = offset_of(mark);
        check_indent(mark);
        read_gap_to(at);
        const char first = at < bytes.size() ? bytes[at] : '\0';
        if (first == '&' || first == '!' || first == '*') read_gap(bytes, at, at + 1, document_.comments);
        Tree tree;
        tree.at = at;
        tree.end = reached_ = end_of_scalar(bytes, at, value, document_.comments);
        tree.form = first == '"' || first == '\'' || first == '|' || first == '>' ? Form::text : Form::plain;
        tree.text = std::move(value);
        add(std::move(tree));
    }

    void read_gap_to(std::size_t at) {
        if (at < reached_) throw Refusal{reached_, "a form that cannot be read safely"};
        read_gap(document_.bytes, reached_, at, document_.comments);
        reached_ = at;
    }

    void open(Form form, const YAML::Mark& mark, YAML::EmitterStyle::value style) {
        const auto at = offset_of(mark);
        if (open_.size() == canonical::deepest)
            throw Refusal{at, fmt::format("lists and maps are over {} deep", canonical::deepest)};
        if (!open_.empty() && takes_key()) throw Refusal{at, "a complex key, which desk does not accept"};
        if (style != YAML::EmitterStyle::Block) check_indent(mark);
        read_gap_to(at);
        const char first = document_.bytes[at];
        if (first == '&' || first == '!') read_gap(document_.bytes, at, at + 1, document_.comments);
        if (first == '[' || first == '{') ++reached_;
        Open& begun = open_.emplace_back(Open{{}, style == YAML::EmitterStyle::Block ? mark.column : -1});
        begun.tree.form = form;
        begun.tree.at = begun.tree.end = at;
    }

    void close() {
        Tree tree = std::move(open_.back().tree);
        open_.pop_back();
        if (!tree.children.empty()) tree.end = tree.children.back().end;
        add(std::move(tree));
    }

    /// The parser takes a last key without a colon.
    void check_colon(const Tree& key) const {
        const auto next = document_.bytes.find_first_not_of(" \t", key.end);
        if (next == std::string_view::npos || document_.bytes[next] != ':')
            throw Refusal{key.at, "a colon is missing after this"};
    }

    void add(Tree tree) {
        if (!open_.empty() && takes_key() && open_.back().column >= 0) check_colon(tree);
        const auto most = most_values(document_.bytes.size());
        if (++values_ > most) throw Refusal{tree.at, fmt::format("more than {} values", most)};
        if (open_.empty())
            document_.root = std::move(tree);
        else
            open_.back().tree.children.push_back(std::move(tree));
    }

    static void check_keys(const Tree& map) {
        std::vector<const Tree*> keys;
        for (std::size_t i = 0; i < map.children.size(); i += 2) keys.push_back(&map.children[i]);
        for (const auto* key : keys)
            if (key->form == Form::plain && key->text == "<<") throw Refusal{key->at, "a merge key, which desk does not accept"};
        std::stable_sort(keys.begin(), keys.end(), [](const Tree* a, const Tree* b) { return a->text < b->text; });
        const auto same = [](const Tree* a, const Tree* b) { return a->text == b->text; };
        const auto twin = std::adjacent_find(keys.begin(), keys.end(), same);
        if (twin != keys.end())
            throw Refusal{(*(twin + 1))->at, fmt::format("the key `{}` is here a second time", (*twin)->text)};
    }

    Document document_;
    std::vector<Open> open_;
    std::size_t reached_ = 0, values_ = 0;
};

/// Hands the bytes to the parser. The parser keeps all of a value in brackets before it tells of its beginning, at 200 bytes and
/// more for each: so it does not get a long one.
class Source : public std::streambuf {
public:
    Source(std::string_view bytes, const Events& events) : bytes_(bytes), events_(events) {
        auto* begin = const_cast<char*>(bytes.data());
        setg(begin, begin, begin + bytes.size());
    }

protected:
    std::streamsize xsgetn(char* to, std::streamsize count) override {
        look_ = std::max(look_, events_.reached());
        const auto read = static_cast<std::size_t>(gptr() - eback());
        while (look_ < read && std::string_view(" \t\n:-,]}#").find(bytes_[look_]) != std::string_view::npos)
            look_ = bytes_[look_] == '#' ? std::min(bytes_.find('\n', look_), bytes_.size()) : look_ + 1;
        const bool flow = look_ < read && (bytes_[look_] == '[' || bytes_[look_] == '{');
        if (flow && read - look_ > longest_flow)
            throw Refusal{look_, "a value of over 64 KiB in brackets; write it in block form"};
        return std::streambuf::xsgetn(to, count);
    }

private:
    std::string_view bytes_;
    const Events& events_;
    std::size_t look_ = 0;
};

Document document_from(std::string_view bytes) {
    check_bytes(bytes);
    Events events(bytes);
    Source source(bytes, events);
    std::istream stream(&source);
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(events)) throw Refusal{0, "the file holds nothing"};
    return std::move(events).document();
}

/// Lines count from 1, columns in characters from 1.
Problem problem(std::string_view bytes, const std::string& file, const Refusal& refusal) {
    const auto before = bytes.substr(0, refusal.at);
    const auto line = before.substr(before.rfind('\n') + 1);
    return {{file, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
             static_cast<int>(std::count_if(line.begin(), line.end(), begins_character)) + 1},
            refusal.what};
}

}  // namespace

std::optional<Problem> trouble_in(std::string_view bytes, const std::string& file, const ReadDocument& read) {
    try {
        read(document_from(bytes));
        return {};
    } catch (const Refusal& refusal) {
        return problem(bytes, file, refusal);
    } catch (const YAML::Exception& error) {
        return problem(bytes, file, {offset_of(error.mark), error.msg});
    }
}

}  // namespace desk::yaml
