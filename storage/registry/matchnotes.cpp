#include "storage/registry/matchnotes.h"

#include "storage/registry/questionrows.h"
#include "storage/registry/registrynotes.h"

#include <array>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array matchCodes{
    std::pair{MatchResult::Same, u"same"}, std::pair{MatchResult::Other, u"other"},
    std::pair{MatchResult::NoRecord, u"no-record"}, std::pair{MatchResult::Nobody, u"nobody"},
    std::pair{MatchResult::Somebody, u"somebody"}};
constexpr auto byVerify = u"verify", byIdentify = u"identify";

std::optional<MatchResult> resultOf(const QString &detail)
{
    for (const auto &[each, code] : matchCodes)
        if (detail == QStringView(code))
            return each;
    return std::nullopt;
}

/// As sample-saved has them: what a registry compares, and no record or other picture.
bool isComparedSample(const QString &detail)
{
    return detail == "portrait"_L1 || detail.startsWith("finger "_L1) || detail.startsWith("iris "_L1);
}

/// Newest first. "+" keeps SQLite from the index by event, which spans all enrolments.
Statement matchEntries(Database &database, EnrolmentId id)
{
    Statement rows = database.prepare(
        "SELECT event, at, actor, detail FROM audit WHERE subject = ? AND +event IN"
        " ('match-asked', 'match-answered', 'match-outdated', 'sample-saved') ORDER BY sequence DESC");
    rows.bind(id.toString());
    return rows;
}

} // namespace

QString matchQuestionDetail(const MatchQuestion &question)
{
    const QString pictures = QString::number(question.samples.size());
    return question.kind == MatchKind::Verify
        ? QString::fromUtf16(byVerify) + u' ' + question.key + u' ' + pictures
        : QString::fromUtf16(byIdentify) + u' ' + pictures;
}

QString matchAnswerDetail(const MatchAnswer &answer)
{
    if (!answer)
        return noAnswerDetail(answer.error());
    for (const auto &[each, code] : matchCodes)
        if (each == *answer)
            return QString::fromUtf16(code);
    return {};
}

Outcome<std::optional<MatchNote>> readMatchNote(Database &database, EnrolmentId id)
{
    Statement rows = matchEntries(database, id);
    std::optional<MatchNote> note;
    bool outdated = false;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return std::optional<MatchNote>(); // an answer without its question is none
        const QString event = rows.text(0), detail = rows.text(3);
        if (event == QStringView(matchOutdated) || (event == "sample-saved"_L1 && isComparedSample(detail))) {
            outdated = true;
        } else if (const auto result = resultOf(detail); !note && result) {
            note = MatchNote{*result, rows.time(1), rows.text(2), false};
        } else if (note && event == QStringView(matchAsked)) {
            note->outdated = outdated;
            return note;
        }
    }
}

Outcome<bool> isMatchQuestionOpen(Database &database, EnrolmentId id)
{
    return isQuestionOpen(matchEntries(database, id), matchAsked, matchAnswered);
}

Outcome<QString> matchKeyChanged(Database &database, EnrolmentId id, const FieldValues &values)
{
    Statement rows = matchEntries(database, id);
    const auto question = findStandingQuestion(rows, matchAsked, matchOutdated);
    if (!question)
        return tl::unexpected(question.error());
    const QString detail = *question ? rows.text(3) : QString();
    if (!detail.startsWith(QStringView(byVerify)))
        return QString();
    const QString key = detail.section(u' ', 1, 1);
    const auto changed = isFieldChanged(database, id, key, values);
    if (!changed)
        return tl::unexpected(changed.error());
    return *changed ? key : QString();
}

} // namespace indraj
