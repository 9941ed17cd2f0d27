#include "sync/down/decisionpage.h"

#include "enrollment/jsonreader.h"
#include "sync/canonicaljson.h"
#include "sync/cms.h"
#include "sync/osiaenrollment.h"

#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostPeople = 500;
constexpr qsizetype mostCorrectedFields = 100;

/// [a-z0-9.-], 1 to 64: a reason, or the key of a field.
bool isCode(const QString &text)
{
    return !text.isEmpty() && text.size() <= 64 && std::all_of(text.cbegin(), text.cend(), [](QChar letter) {
        return (letter >= u'a' && letter <= u'z') || (letter >= u'A' && letter <= u'Z')
            || (letter >= u'0' && letter <= u'9') || letter == u'.' || letter == u'-';
    });
}

std::optional<CentralVerdict> verdictOf(const QString &word)
{
    static const QHash<QString, CentralVerdict> verdicts{
        {u"accepted"_s, CentralVerdict::Accepted},
        {u"needs-correction"_s, CentralVerdict::NeedsCorrection},
        {u"duplicate"_s, CentralVerdict::Duplicate},
        {u"rejected"_s, CentralVerdict::Rejected}};
    const auto found = verdicts.constFind(word);
    return found == verdicts.cend() ? std::nullopt : std::optional(*found);
}

std::optional<QStringList> fieldsOf(const QJsonValue &value)
{
    if (!value.isArray() || value.toArray().size() > mostCorrectedFields)
        return std::nullopt;
    QStringList fields;
    for (const QJsonValue &item : value.toArray()) {
        if (!isCode(item.toString()))
            return std::nullopt;
        fields.append(item.toString());
    }
    return fields;
}

std::optional<CentralDecision> decisionOf(const QJsonObject &json)
{
    const auto verdict = verdictOf(json.value("verdict"_L1).toString());
    const auto fields = fieldsOf(json.value("fields"_L1));
    const QString packet = json.value("packetId"_L1).toString();
    const QString at = json.value("decidedAt"_L1).toString();
    if (json.size() != 7 || !verdict || !fields || !json.value("note"_L1).isString())
        return std::nullopt;
    const CentralDecision decision{json.value("number"_L1).toInteger(),
                                   PacketId::fromString(packet),
                                   *verdict,
                                   json.value("reason"_L1).toString(),
                                   *fields,
                                   json.value("note"_L1).toString(),
                                   QDateTime::fromString(at, Qt::ISODateWithMs)};
    const bool needsReason = decision.verdict != CentralVerdict::Accepted;
    if (decision.number < 1 || decision.packet.isNull() || decision.packet.toString() != packet
        || wireTime(decision.decidedAt) != at || decision.note.size() > 2000
        || (needsReason ? !isCode(decision.reason) : !decision.reason.isEmpty()))
        return std::nullopt;
    return decision;
}

} // namespace

tl::expected<DecisionPage, QString> parseDecisionPage(const QByteArray &bytes)
{
    const auto json = parseCanonicalJson(bytes);
    if (!json)
        return tl::unexpected(json.error());
    if (json->value("decisionsVersion"_L1).toInteger() != 1)
        return tl::unexpected(u"decisionsVersion"_s);
    DecisionPage page{json->value("station"_L1).toString(),
                      json->value("after"_L1).toInteger(-1),
                      json->value("last"_L1).toInteger(-1),
                      {}};
    const QJsonValue list = json->value("decisions"_L1);
    if (json->size() != 5 || page.station.isEmpty() || page.after < 0 || page.last < 0 || !list.isArray()
        || list.toArray().size() > mostInPage)
        return tl::unexpected(u"members"_s);
    for (const QJsonValue &item : list.toArray()) {
        const auto decision = decisionOf(item.toObject());
        if (!decision || decision->number != page.after + page.decisions.size() + 1)
            return tl::unexpected(u"decisions[%1]"_s.arg(page.decisions.size()));
        page.decisions.append(*decision);
    }
    if (!page.decisions.isEmpty() && page.decisions.last().number > page.last)
        return tl::unexpected(u"last"_s);
    return page;
}

tl::expected<DecisionPage, QString> readDecisionPage(const QByteArray &der, const QByteArray &pinnedPem,
                                                     const QString &station, qint64 after)
{
    const auto verified = cms::verify(der, pinnedPem, cms::Anchor::Pinned);
    if (!verified)
        return tl::unexpected(verified.error().detail);
    auto page = parseDecisionPage(verified->content);
    if (page && (page->station != station || page->after != after))
        return tl::unexpected(u"an answer to something else"_s);
    return page;
}

tl::expected<QList<StaffOrder>, QString> parseStaff(const QByteArray &bytes)
{
    JsonReader reader;
    QList<StaffOrder> orders;
    const QJsonObject root = reader.root(bytes);
    reader.onlyKeys(root, {}, {"staffVersion"_L1, "people"_L1});
    reader.integer(root, {}, "staffVersion"_L1, 1, 1);
    reader.objects(root, {}, "people"_L1, mostPeople, [&](const QJsonObject &person, const QString &where) {
        reader.onlyKeys(person, where, {"id"_L1, "role"_L1, "name"_L1, "suspended"_L1});
        const QString role = reader.text(person, where, "role"_L1);
        if (role != "operator"_L1 && role != "supervisor"_L1)
            reader.fail(FormFault::BadValue, JsonReader::path(where, "role"_L1), u"operator or supervisor"_s);
        const BilingualText name = reader.bilingual(person, where, "name"_L1);
        orders.append({{reader.text(person, where, "id"_L1),
                        role == "supervisor"_L1 ? Role::Supervisor : Role::Operator, name.english, name.urdu},
                       reader.boolean(person, where, "suspended"_L1, false)});
    });
    if (const auto &error = reader.error())
        return tl::unexpected((error->where.isEmpty() ? QString() : error->where + u": "_s) + error->detail);
    return orders;
}

} // namespace indraj
