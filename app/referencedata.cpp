#include "app/referencedata.h"

#include "capture/face/rules/portraitrules.h"
#include "capture/face/thresholds.h"
#include "capture/finger/fingerpolicyfile.h"
#include "enrollment/fees.h"
#include "enrollment/forms.h"
#include "enrollment/places.h"
#include "enrollment/reasonwords.h"
#include "storage/retention/policy.h"
#include "sync/policy/sendingpolicy.h"
#include "widgets/lock/sessionpolicy.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A start that did not get to its window twice in a row was no power cut.
constexpr int patienceWithStarts = 2;
constexpr qint64 largestFile = signedset::largestItem;

QString overlaid(const QString &items, const QString &resources, const QString &name)
{
    const QString file = items + u'/' + name;
    return !items.isEmpty() && QFileInfo::exists(file) ? file : resources + u'/' + name;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(largestFile + 1) : QByteArray();
}

QMap<QString, QByteArray> formsOver(const QString &items, const QString &resources)
{
    QMap<QString, QByteArray> forms;
    for (const QString &folder : {resources, items}) {
        if (folder.isEmpty())
            continue;
        const QDir dir(folder + u"/forms"_s);
        for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files))
            if (name != "places.json"_L1)
                forms.insert(u"forms/"_s + name, contentOf(dir.filePath(name)));
    }
    return forms;
}

QString wordsOf(const FormError &error)
{
    return error.where.isEmpty() ? error.detail : error.where + u": "_s + error.detail;
}

} // namespace

ReferenceData::ReferenceData(const QString &resourcesDir, const QString &folder, const QByteArray &pinnedPem,
                             const QString &programVersion)
    : m_resources(resourcesDir)
    , m_folder(folder, pinnedPem, {})
{
    if (pinnedPem.isEmpty())
        return;
    for (const HeldSet &held : m_folder.held(SetChannel::Reference)) {
        if (held.refusedBy.startsWith(programVersion + u": "_s))
            continue;
        const QString why = m_folder.began(held) >= patienceWithStarts
            ? u"the program did not come up with it"_s
            : whyNot(held.items, resourcesDir);
        if (why.isEmpty()) {
            m_set = held;
            return;
        }
        m_folder.refuse(held, programVersion, why);
    }
}

QString ReferenceData::path(const QString &name) const
{
    return overlaid(m_set ? m_set->items : QString(), m_resources, name);
}

QMap<QString, QByteArray> ReferenceData::forms() const
{
    return formsOver(m_set ? m_set->items : QString(), m_resources);
}

void ReferenceData::started() const { m_folder.ended(); }

QString ReferenceData::whyNot(const QString &items, const QString &resourcesDir)
{
    const auto path = [&](const QString &name) { return overlaid(items, resourcesDir, name); };
    if (const auto forms = parseForms(formsOver(items, resourcesDir)); !forms)
        return wordsOf(forms.error());
    if (const auto places = parsePlaces(contentOf(path(u"forms/places.json"_s))); !places)
        return u"forms/places.json: "_s + wordsOf(places.error());
    if (const auto reasons = parseReasonWords(contentOf(path(u"reasons/central.json"_s))); !reasons)
        return u"reasons/central.json: "_s + wordsOf(reasons.error());
    if (const auto face = loadFaceThresholds(path(u"thresholds/face.json"_s)); !face)
        return u"thresholds/face.json: "_s + face.error().where + u' ' + face.error().detail;
    for (const QString &name : {u"thresholds/portrait.json"_s, u"thresholds/portrait-tr03121.json"_s})
        if (const auto portrait = loadPortraitRules(path(name)); !portrait)
            return name + u": "_s + portrait.error().where + u' ' + portrait.error().detail;
    if (const auto fingers = loadFingerPolicy(path(u"thresholds/fingers.json"_s)); !fingers)
        return u"thresholds/fingers.json: "_s + fingers.error().detail;
    if (const auto session = loadSessionPolicy(path(u"policy/session.json"_s)); !session)
        return u"policy/session.json: "_s + session.error().detail;
    if (const auto retention = parseRetentionPolicy(contentOf(path(u"policy/retention.json"_s))); !retention)
        return u"policy/retention.json: "_s + retention.error().detail;
    if (const auto sending = parseSendingPolicy(contentOf(path(u"policy/sending.json"_s))); !sending)
        return u"policy/sending.json: "_s + sending.error();
    if (const auto fees = parseFees(contentOf(path(u"policy/fees.json"_s))); !fees)
        return u"policy/fees.json: "_s + wordsOf(fees.error());
    return {};
}

} // namespace indraj
