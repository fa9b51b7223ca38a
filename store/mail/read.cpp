#include "store/mail/read.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"
#include "core/mail/file_name.hpp"
#include "core/mail/said.hpp"
#include "store/mail/charset.hpp"
#include "store/mail/headers.hpp"
#include "store/mail/html_text.hpp"
#include "store/mail/identity.hpp"
#include "store/mail/structure.hpp"
#include "store/mail/transfer.hpp"

namespace desk {
namespace {

constexpr std::size_t longest_header = std::size_t{64} << 10U, most_of_one_name = 200;
constexpr std::size_t longest_head = std::size_t{64} << 10U;  // of what a bounce brings back
constexpr std::size_t longest_said = std::size_t{256} << 10U, longest_message_id = 250;

constexpr std::array<std::string_view, 3> signatures{"application/pgp-signature", "application/pkcs7-signature",
                                                     "application/x-pkcs7-signature"};
constexpr std::array<std::string_view, 2> encrypted{"multipart/encrypted", "application/pkcs7-mime"};

/// How its bytes are written; a mail in it has said that for itself.
std::string_view encoding_of(const MailPart& part) {
    return part.type.word == "message/rfc822" ? "" : part.head.value("content-transfer-encoding").value_or("");
}

std::string bytes_of(const MailPart& part) { return transfer_decoded(part.body, encoding_of(part)); }

std::optional<std::string> name_of(const MailPart& part) {
    auto name = parameter_text(part.disposition, "filename");
    if (!name || name->empty()) name = parameter_text(part.type, "name");
    return name && !name->empty() ? name : std::nullopt;
}

bool is_text(const MailPart& part) {
    return (part.type.word == "text/plain" || part.type.word == "text/html") && part.disposition.word != "attachment" &&
           !name_of(part);
}

/// `charset=` as a page says it itself.
std::string charset_in(std::string_view html) {
    constexpr std::string_view key = "charset=";
    constexpr std::size_t looked_at = 1024;
    html = html.substr(0, looked_at);
    const auto at = html.find(key);
    if (at == html.npos) return {};
    html.remove_prefix(at + key.size());
    if (html.starts_with('"') || html.starts_with('\'')) html.remove_prefix(1);
    return std::string(html.substr(0, html.find_first_of(" \"'>;/\r\n")));
}

/// Of a text that is not encoded no copy is made: it may be most of a large mail.
std::string text_of(const MailPart& part) {
    const auto read = [&](std::string_view bytes) {
        auto charset = parameter_text(part.type, "charset").value_or("");
        if (part.type.word == "text/html" && charset.empty()) charset = charset_in(bytes);
        return utf8_from(bytes, charset);
    };
    return is_transfer_encoding(encoding_of(part)) ? read(bytes_of(part)) : read(part.body);
}

/// LF, no byte order mark, no line ends behind it. Done in place.
std::string tidied(std::string text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') text[size++] = text[i];
    while (size > 0 && text[size - 1] == '\n') --size;
    text.resize(size);
    return text;
}

/// What of a mail is its text.
class Body {
public:
    struct Text {
        std::string text;
        const MailPart* part = nullptr;
    };

    std::optional<Text> text_in(const MailPart& part) {
        if (part.type.word == "multipart/alternative") return alternative_in(part);
        if (!part.parts.empty()) return all_in(part);
        if (!is_text(part)) return {};
        used_.insert(&part);
        return read(part);
    }

    bool uses(const MailPart& part) const { return used_.contains(&part); }

private:
    static Text read(const MailPart& part) {
        auto text = text_of(part);
        return {part.type.word == "text/html" ? text_from_html(text) : tidied(std::move(text)), &part};
    }

    /// All that say the same count as read, but only the best of them is.
    std::optional<Text> alternative_in(const MailPart& part) {
        std::optional<Text> best;
        for (const std::string_view wanted : {"text/plain", "text/html"})
            for (const auto* leaf : leaves_of(part)) {
                if (leaf->type.word != wanted || !is_text(*leaf)) continue;
                used_.insert(leaf);
                if (best) continue;
                if (auto text = read(*leaf); !trimmed(text.text).empty()) best = std::move(text);
            }
        return best;
    }

    std::optional<Text> all_in(const MailPart& part) {
        const bool only_first = part.type.word == "multipart/related" || part.type.word == "multipart/signed";
        std::optional<Text> all;
        bool is_joined = false;
        for (const auto& inner : part.parts) {
            if (only_first && &inner != &part.parts.front()) break;
            auto text = text_in(inner);
            if (!text) continue;
            if (!all) {
                all = std::move(text);
                continue;
            }
            if (!is_joined) all->text.erase(0, all->text.find_first_not_of('\n'));
            is_joined = true;
            const std::string_view added = text->text;
            all->text += "\n\n";
            all->text += added.substr(std::min(added.find_first_not_of('\n'), added.size()));
        }
        return all;
    }

    std::set<const MailPart*> used_;
};

void read_headers(Mail& mail, const MailHead& head) {
    const auto first = [&](std::string_view name) { return head.value(name).value_or("").substr(0, longest_header); };
    mail.from = mailbox_from(first("from"));
    mail.reply_to = mailbox_from(first("reply-to"));
    mail.subject = trimmed(header_text(first("subject")));
    if (const auto ids = message_ids_from(first("message-id")); !ids.empty()) mail.message_id = ids.front();
    mail.in_reply_to = message_ids_from(first("in-reply-to"));
    const auto references = head.value("references").value_or("");
    mail.references = last_message_ids_from(references.substr(references.size() - std::min(references.size(), longest_header)));
    for (const auto& [name, value] : head.headers) {
        const auto kept = folded(name);
        if (!contains(Mail::headers_kept, kept)) continue;
        auto& values = mail.headers[kept];
        if (values.size() < most_of_one_name) values.push_back(header_word(value.substr(0, longest_header)));
    }
}

/// The Message-IDs of what came back, as its parts say them in lines of their own.
std::vector<std::string> returned_in(const MailStructure& structure) {
    std::vector<std::string> ids;
    for (const auto* leaf : leaves_of(structure.root)) {
        const auto bytes = transfer_decoded(leaf->body.substr(0, longest_head), encoding_of(*leaf));
        for (const auto line : split(bytes, '\n')) {
            if (ids.size() >= MailLimits::references) return ids;
            if (!begins_folded(line.substr(0, 11), "message-id:")) continue;
            for (auto& id : message_ids_from(line.substr(11))) ids.push_back(std::move(id));
        }
    }
    return ids;
}

void read_files(Mail& mail, const MailStructure& structure, const Body& body) {
    std::set<std::string> taken;
    for (const auto* leaf : leaves_of(structure.root)) {
        if (body.uses(*leaf) || contains(signatures, leaf->type.word)) continue;
        MailFile file;
        file.name = name_of(*leaf);
        file.type = leaf->type.word;
        file.stored = unlike(safe_file_name(file.name.value_or(""), file.type, leaf->number), taken);
        file.bytes = bytes_of(*leaf);
        file.sha256 = sha256(file.bytes);
        file.is_inline = leaf->disposition.word == "inline";
        mail.files.push_back(std::move(file));
    }
}

/// The first mail that is attached, without what is attached to that.
void read_enclosed(Mail& mail, const MailStructure& structure) {
    for (const auto* leaf : leaves_of(structure.root)) {
        if (leaf->type.word != "message/rfc822") continue;
        const auto inner = structure_of(leaf->body);
        auto enclosed = std::make_shared<Mail>();
        read_headers(*enclosed, inner.root.head);
        if (inner.too_much.empty()) enclosed->body = Body().text_in(inner.root).value_or(Body::Text()).text;
        enclosed->said = enclosed->body;
        mail.enclosed = std::move(enclosed);
        return;
    }
}

/// So much of a text that is far too long for a ticket.
std::string beginning_of(std::string_view text) {
    auto size = longest_said;
    while (!begins_character(text[size])) --size;
    return std::string(text.substr(0, size));
}

/// What it says, and what is recorded of that. Of a very long text only the beginning: the whole is attached.
void read_text(Mail& mail, Body::Text body) {
    if (body.text.size() > longest_said) {
        std::set<std::string> taken;
        for (const auto& file : mail.files) taken.insert(folded(file.stored));
        const auto name = unlike("message.txt", taken);
        mail.body = beginning_of(body.text);
        mail.said = fmt::format("{}\n\n[the whole text is in {}]", mail.body, name);
        auto mark = sha256(body.text);
        mail.files.push_back({{}, name, "text/plain", std::move(body.text), std::move(mark), false});
        return;
    }
    const auto parameter = [&](std::string_view name) { return folded(body.part->type.raw(name)); };
    mail.said = parameter("format") == "flowed" ? unfolded_lines(body.text, parameter("delsp") == "yes") : body.text;
    mail.body = std::move(body.text);
}

/// Old programs end lines with CR alone: to all others such a mail is one header.
std::optional<std::string> with_line_feeds(std::string_view bytes) {
    const auto end = bytes.find_first_of("\r\n");
    if (end == bytes.npos || bytes[end] == '\n' || (end + 1 < bytes.size() && bytes[end + 1] == '\n')) return {};
    std::string lines(bytes);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i] == '\r' && (i + 1 == lines.size() || lines[i + 1] != '\n')) lines[i] = '\n';
    return lines;
}

Mail read_mail(std::string_view bytes) {
    Mail mail;
    while (bytes.starts_with('\n') || bytes.starts_with("\r\n")) bytes.remove_prefix(bytes.starts_with('\n') ? 1 : 2);
    if (bytes.size() > MailLimits::bytes) {
        read_headers(mail, head_from(bytes.substr(0, MailLimits::bytes)));
        mail.too_much = fmt::format("it is larger than {} MB", MailLimits::bytes >> 20U);
        return mail;
    }
    const auto structure = structure_of(bytes);
    read_headers(mail, structure.root.head);
    mail.too_much = structure.too_much;
    mail.type = structure.root.type.word;
    mail.report_type = folded(structure.root.type.raw("report-type"));
    mail.is_encrypted = contains(encrypted, mail.type);
    if (!mail.too_much.empty()) return mail;
    Body body;
    auto text = mail.is_encrypted ? std::nullopt : body.text_in(structure.root);
    if (text && trimmed(text->text).empty()) text->text.clear();
    mail.returned = returned_in(structure);
    read_files(mail, structure, body);
    if (text) read_text(mail, *std::move(text));
    read_enclosed(mail, structure);
    return mail;
}

}  // namespace

Mail mail_from(std::string_view whole) {
    const auto lines = with_line_feeds(whole);
    auto mail = read_mail(lines ? *lines : whole);
    const bool is_known = !mail.message_id.empty() && mail.message_id.size() <= longest_message_id;
    mail.identity = is_known ? mail.message_id : fmt::format("sha256-{}{}", mail_digest(whole), unknown_message_domain);
    return mail;
}

}  // namespace desk
