#include "storage/registry/registrynotes.h"

#include "storage/registry/questionrows.h"

#include <array>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array standingCodes{std::pair{Standing::NotRegistered, u"not-registered"},
                                   std::pair{Standing::Registered, u"registered"},
                                   std::pair{Standing::Expired, u"expired"},
                                   std::pair{Standing::Inactive, u"inactive"},
                                   std::pair{Standing::Deceased, u"deceased"},
                                   std::pair{Standing::Several, u"several"}};
constexpr std::array noAnswerCodes{
    std::pair{NoAnswer::NoLine, u"no-line"},         std::pair{NoAnswer::Timeout, u"timeout"},
    std::pair{NoAnswer::NotAllowed, u"not-allowed"}, std::pair{NoAnswer::Refused, u"refused"},
    std::pair{NoAnswer::Unreadable, u"unreadable"},  std::pair{NoAnswer::Cancelled, u"cancelled"}};
constexpr auto byNumber = u"number", byName = u"name-and-birth";

template <class Codes, class Value> QString registryCode(const Codes &codes, Value value)
{
    for (const auto &[each, code] : codes)
        if (each == value)
            return QString::fromUtf16(code);
    return {};
}

std::optional<Standing> standingOf(const QString &detail)
{
    for (const auto &[each, code] : standingCodes)
        if (detail == QStringView(code))
            return each;
    return std::nullopt;
}

/// Newest first. "+" keeps SQLite from the index by event, which spans all enrolments.
Statement registryEntries(Database &database, EnrolmentId id)
{
    Statement rows = database.prepare(
        "SELECT event, at, actor, detail FROM audit WHERE subject = ? AND +event IN"
        " ('registry-asked', 'registry-answered', 'registry-outdated') ORDER BY sequence DESC");
    rows.bind(id.toString());
    return rows;
}

} // namespace

QString registryQuestionDetail(const RegistryQuestion &question)
{
    QStringList words{QString::fromUtf16(question.by == AskedBy::Number ? byNumber : byName)};
    words += question.asked.keys();
    if (!question.without.isEmpty())
        words += question.without; // a number that comes later makes the answer out of date
    return words.join(u' ');
}

QString registryAnswerDetail(const RegistryAnswer &answer)
{
    return answer ? registryCode(standingCodes, *answer) : noAnswerDetail(answer.error());
}

QString noAnswerDetail(NoAnswer why) { return u"no-answer "_s + registryCode(noAnswerCodes, why); }

Outcome<std::optional<RegistryNote>> readRegistryNote(Database &database, EnrolmentId id)
{
    Statement rows = registryEntries(database, id);
    std::optional<RegistryNote> note;
    bool outdated = false;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return std::optional<RegistryNote>(); // an answer without its question is none
        const QString event = rows.text(0), detail = rows.text(3);
        if (event == QStringView(registryOutdated))
            outdated = true;
        else if (const auto standing = standingOf(detail); !note && standing)
            note = RegistryNote{*standing, AskedBy::Number, rows.time(1), rows.text(2), false};
        else if (note && event == QStringView(registryAsked)) {
            note->by
                = detail.section(u' ', 0, 0) == QStringView(byName) ? AskedBy::NameAndBirth : AskedBy::Number;
            note->outdated = outdated;
            return note;
        }
    }
}

Outcome<bool> isRegistryQuestionOpen(Database &database, EnrolmentId id)
{
    return isQuestionOpen(registryEntries(database, id), registryAsked, registryAnswered);
}

Outcome<QString> registryKeysChanged(Database &database, EnrolmentId id, const FieldValues &values)
{
    QStringList keys;
    {
        Statement rows = registryEntries(database, id);
        const auto question = findStandingQuestion(rows, registryAsked, registryOutdated);
        if (!question)
            return tl::unexpected(question.error());
        if (!*question)
            return QString();
        keys = rows.text(3).split(u' ').mid(1);
    }
    QStringList changed;
    for (const QString &key : std::as_const(keys)) {
        const auto other = isFieldChanged(database, id, key, values);
        if (!other)
            return tl::unexpected(other.error());
        if (*other)
            changed.append(key);
    }
    return changed.join(u' ');
}

} // namespace indraj
