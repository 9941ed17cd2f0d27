#include "sync/osia/osialookup.h"

#include "sync/osiaenrollment.h"

#include <QJsonArray>
#include <QUuid>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

LookupError lookupErrorOf(const OsiaAnswer &answer)
{
    switch (answer.fault) {
    case OsiaFault::NoToken:
    case OsiaFault::NoScope:
    case OsiaFault::NotAllowed:
        return {LookupFault::NotAllowed, answer.detail};
    case OsiaFault::Timeout:
        return {LookupFault::Timeout, answer.detail};
    case OsiaFault::Exists:
    case OsiaFault::NotFound:
    case OsiaFault::Refused:
        return {LookupFault::Refused, answer.detail};
    case OsiaFault::BadAnswer:
        return {LookupFault::BadAnswer, answer.detail};
    case OsiaFault::None:
    case OsiaFault::NoConnection:
    case OsiaFault::TlsRefused:
    case OsiaFault::Busy:
        break;
    }
    return {LookupFault::NoConnection, answer.detail};
}

QUrlQuery matchQuery(const OsiaSite &site)
{
    QUrlQuery query{{u"transactionId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}};
    if (site.threshold)
        query.addQueryItem(u"threshold"_s, QString::number(*site.threshold));
    return query;
}

QStringList namesAsked(const OsiaAttributes &names)
{
    return {names.name, names.born, names.status, names.physicalStatus, names.validUntil};
}

/// A "+" in a query is a blank to many servers, and QUrlQuery leaves it as it is.
QString queryValue(const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

/// An attribute that the registry does not know comes as an error object.
QString attributeText(const QJsonObject &attributes, const QString &name)
{
    const QJsonValue value = attributes.value(name);
    return value.isObject() ? QString() : value.toVariant().toString();
}

} // namespace

PersonFound personOf(const QString &number, const QJsonObject &attributes, const OsiaAttributes &names,
                     const QDate &today)
{
    PersonFound found;
    found.number = number;
    found.name = attributeText(attributes, names.name);
    found.born = QDate::fromString(attributeText(attributes, names.born).left(10), Qt::ISODate);
    found.validUntil = QDate::fromString(attributeText(attributes, names.validUntil).left(10), Qt::ISODate);
    found.standing = Standing::Registered;
    if (attributeText(attributes, names.physicalStatus) == "DEAD"_L1)
        found.standing = Standing::Deceased;
    else if (attributeText(attributes, names.status) == "INACTIVE"_L1)
        found.standing = Standing::Inactive;
    else if (found.validUntil.isValid() && found.validUntil < today)
        found.standing = Standing::Expired;
    return found;
}

std::optional<QList<PersonFound>> personsOf(const QJsonDocument &json, const OsiaAttributes &names,
                                            const QDate &today)
{
    if (!json.isArray())
        return std::nullopt;
    QList<PersonFound> persons;
    for (const QJsonValue value : json.array()) {
        if (!value.isObject())
            return std::nullopt;
        persons.append(personOf({}, value.toObject(), names, today));
    }
    return persons;
}

QJsonArray probesJson(const QList<Sample> &probes)
{
    QJsonArray array;
    for (const Sample &probe : probes) {
        QJsonObject object = osiaBiometric(probe.info);
        // What compares needs the picture and what it is; when and how it was taken is not its business.
        for (const QLatin1StringView each :
             {"imageRef"_L1, "captureDate"_L1, "captureDevice"_L1, "comment"_L1})
            object.remove(each);
        object["image"_L1] = QString::fromLatin1(probe.bytes.toBase64());
        array.append(object);
    }
    return array;
}

std::optional<QList<Candidate>> candidatesOf(const QJsonDocument &json)
{
    if (!json.isArray())
        return std::nullopt;
    QList<Candidate> candidates;
    for (const QJsonValue value : json.array()) {
        const QJsonObject object = value.toObject();
        const QJsonValue rank = object.value("rank"_L1), score = object.value("score"_L1);
        const Candidate candidate{object.value("personId"_L1).toString(), rank.toInt(), score.toDouble()};
        if (candidate.number.isEmpty() || !rank.isDouble() || !score.isDouble())
            return std::nullopt;
        candidates.append(candidate);
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate &a, const Candidate &b) { return a.rank < b.rank; });
    return candidates;
}

OsiaLookup::OsiaLookup(OsiaSite site, std::chrono::milliseconds patience, QObject *parent)
    : IdentityLookup(parent)
    , m_client(std::move(site), patience, this)
{
}

bool OsiaLookup::offers(LookupKind kind) const
{
    return !(kind == LookupKind::Person ? m_client.site().persons : m_client.site().abis).isEmpty();
}

void OsiaLookup::cancel()
{
    ++m_cancelled;
    m_client.abortAll();
}

template <class T> void OsiaLookup::refuse(const LookupError &error, Done<T> done)
{
    QMetaObject::invokeMethod(
        this,
        [this, error, before = m_cancelled, done = std::move(done)] {
            if (before == m_cancelled)
                done(tl::unexpected(error));
        },
        Qt::QueuedConnection);
}

void OsiaLookup::person(const QString &number, Done<PersonFound> done)
{
    if (!offers(LookupKind::Person) || number.isEmpty())
        return refuse<PersonFound>({}, std::move(done));
    QUrlQuery query;
    for (const QString &name : namesAsked(m_client.site().attributes))
        query.addQueryItem(u"attributeNames"_s, name);
    m_client.call(
        {"GET", m_client.site().persons, u"/v1/persons/"_s + osiaSegment(number),
         "pr.person.read cr.person.read", query},
        [this, number, done = std::move(done)](const OsiaAnswer &answer) {
            if (answer.fault == OsiaFault::NotFound)
                return done(PersonFound{Standing::NotRegistered, number, {}, {}, {}});
            if (!answer.ok())
                return done(tl::unexpected(lookupErrorOf(answer)));
            if (!answer.json.isObject())
                return done(tl::unexpected(LookupError{LookupFault::BadAnswer, {}}));
            done(personOf(number, answer.json.object(), m_client.site().attributes, QDate::currentDate()));
        });
}

void OsiaLookup::find(const PersonQuery &asked, Done<QList<PersonFound>> done)
{
    if (!offers(LookupKind::Person) || asked.name.isEmpty() || !asked.born.isValid())
        return refuse<QList<PersonFound>>({}, std::move(done));
    const OsiaAttributes &names = m_client.site().attributes;
    QUrlQuery query;
    query.addQueryItem(names.name, queryValue(asked.name));
    query.addQueryItem(names.born, asked.born.toString(Qt::ISODate));
    for (const QString &name : namesAsked(names))
        query.addQueryItem(u"names"_s, name);
    // Two at least, or it could not be told that more than one fits.
    query.addQueryItem(u"limit"_s, QString::number(qMax(2, m_client.site().mostCandidates)));
    m_client.call({"GET", m_client.site().persons, u"/v1/persons"_s, "pr.person.read cr.person.read", query},
                  [this, done = std::move(done)](const OsiaAnswer &answer) {
                      if (answer.fault == OsiaFault::NotFound)
                          return done(QList<PersonFound>());
                      if (!answer.ok())
                          return done(tl::unexpected(lookupErrorOf(answer)));
                      const auto persons
                          = personsOf(answer.json, m_client.site().attributes, QDate::currentDate());
                      if (!persons)
                          return done(tl::unexpected(LookupError{LookupFault::BadAnswer, {}}));
                      done(*persons);
                  });
}

void OsiaLookup::verify(const QString &number, const QList<Sample> &probes, Done<VerifyAnswer> done)
{
    if (!offers(LookupKind::Verify) || number.isEmpty() || probes.isEmpty())
        return refuse<VerifyAnswer>({}, std::move(done));
    const QJsonObject body{{u"biometricData"_s, probesJson(probes)}};
    m_client.call(
        {"POST", m_client.site().abis,
         u"/v1/verify/%1/%2"_s.arg(osiaSegment(m_client.site().gallery), osiaSegment(number)), "abis.verify",
         matchQuery(m_client.site()), "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact)},
        [done = std::move(done)](const OsiaAnswer &answer) {
            if (answer.status == 202)
                return done(tl::unexpected(LookupError{LookupFault::Later, {}}));
            if (answer.fault == OsiaFault::NotFound)
                return done(VerifyAnswer{.known = false});
            if (!answer.ok())
                return done(tl::unexpected(lookupErrorOf(answer)));
            const QJsonValue decision = answer.json.object().value("decision"_L1);
            if (!decision.isBool())
                return done(tl::unexpected(LookupError{LookupFault::BadAnswer, {}}));
            VerifyAnswer verified{decision.toBool()};
            const QJsonValue score
                = answer.json.object().value("scores"_L1).toArray().at(0).toObject().value("score"_L1);
            if (score.isDouble())
                verified.score = score.toDouble();
            done(verified);
        });
}

void OsiaLookup::identify(const QList<Sample> &probes, Done<QList<Candidate>> done)
{
    if (!offers(LookupKind::Identify) || probes.isEmpty())
        return refuse<QList<Candidate>>({}, std::move(done));
    QUrlQuery query = matchQuery(m_client.site());
    query.addQueryItem(u"maxNbCand"_s, QString::number(m_client.site().mostCandidates));
    const QJsonObject body{{u"filter"_s, QJsonObject()}, {u"biometricData"_s, probesJson(probes)}};
    m_client.call({"POST", m_client.site().abis, u"/v1/identify/"_s + osiaSegment(m_client.site().gallery),
                   "abis.identify", query, "application/json",
                   QJsonDocument(body).toJson(QJsonDocument::Compact)},
                  [done = std::move(done)](const OsiaAnswer &answer) {
                      if (answer.status == 202)
                          return done(tl::unexpected(LookupError{LookupFault::Later, {}}));
                      if (!answer.ok())
                          return done(tl::unexpected(lookupErrorOf(answer)));
                      const auto candidates = candidatesOf(answer.json);
                      if (!candidates)
                          return done(tl::unexpected(LookupError{LookupFault::BadAnswer, {}}));
                      done(*candidates);
                  });
}

} // namespace indraj
