// The part of Backend that speaks with others: central, an OSIA server, the site's registry.
#include "app/backendparts.h"
#include "capture/finger/fingersrecord.h"
#include "sync/line/networkmanagermetering.h"
#include "sync/osia/osialookup.h"
#include "sync/threadedlookup.h"
#include "sync/uploadengine.h"

#include <QSettings>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

tl::expected<void, StartError> Backend::readOsia()
{
    const QByteArray text = siteFile(u"osia.json"_s);
    if (text.isEmpty())
        return {};
    auto site = parseOsiaSite(text, siteFolder());
    if (!site)
        return cannot(StartFault::PolicyUnreadable, u"osia.json: "_s + site.error());
    m_osia = std::move(*site);
    return {};
}

/// Only where the site's file says so: a registry that takes questions need not want them from every counter.
void Backend::buildLookup()
{
    constexpr std::chrono::seconds patience(20); // longer, and the operator has gone on without
    if (m_osia.counter)
        m_lookup = std::make_unique<ThreadedLookup>(
            [site = m_osia, patience] { return std::make_unique<OsiaLookup>(site, patience); },
            QSet<LookupKind>{LookupKind::Person}, patience);
    constexpr std::chrono::seconds picturesPatience(60); // some megabytes have to go first
    if (m_osia.counterBiometrics)
        m_matcher = std::make_unique<ThreadedLookup>(
            [site = m_osia, picturesPatience] {
                return std::make_unique<OsiaLookup>(site, picturesPatience);
            },
            QSet<LookupKind>{LookupKind::Verify, LookupKind::Identify}, picturesPatience);
}

tl::expected<void, StartError> Backend::buildSender()
{
    EngineOptions engine;
    engine.central = m_options.central;
    engine.softwareVersion = QStringView(INDRAJ_VERSION).toString();
    const auto policyText = readResource(m_reference->path(u"policy/sending.json"_s));
    if (!policyText)
        return cannot(StartFault::PolicyUnreadable, policyText.error());
    const auto policy = parseSendingPolicy(*policyText);
    if (!policy)
        return cannot(StartFault::PolicyUnreadable, u"sending.json: "_s + policy.error());
    engine.policy = *policy;
    // Whether this station sends through a SIM is known at the station only; 0 lifts the authority's cap.
    bool isNumber = false;
    const qint64 megabytes = QSettings(settingsFile(), QSettings::IniFormat)
                                 .value(u"sending/dailyMegabytes"_s)
                                 .toLongLong(&isNumber);
    if (isNumber && megabytes >= 0)
        engine.policy.dailyBytes = megabytes * 1'000'000;
    engine.metering = [] { return std::make_unique<NetworkManagerMetering>(QDBusConnection::systemBus()); };
    engine.trustPem = siteFile(u"root.crt"_s);
    engine.receiptPem = siteFile(u"receipt.crt"_s);
    engine.referencePem = siteFile(u"reference.crt"_s);
    for (const QString &name : {u"recipient.crt"_s, u"escrow.crt"_s}) {
        if (const QByteArray recipient = siteFile(name); !recipient.isEmpty())
            engine.recipientsPem.append(recipient);
    }
    if (m_training
        && (engine.trustPem.isEmpty() || engine.recipientsPem.isEmpty() || engine.receiptPem.isEmpty()))
        return cannot(StartFault::TrainingNotPrepared,
                      u"no training certificates in the training folder; ./indraj run makes them"_s);
    if (!m_osia.enrollment.isEmpty())
        engine.osia = m_osia;
    if (!engine.referencePem.isEmpty())
        engine.referenceFolder = stationFolder() + u"/reference"_s;
    engine.referenceVersion = m_reference->version();
    engine.fingerRecord = [](const QList<Sample> &samples) {
        return fingersRecord(samples).map_error(
            [](const RecordError &error) { return QString::fromLatin1(error.field); });
    };
    engine.isUsable = [resources = m_options.resourcesDir](const QString &items) {
        return ReferenceData::whyNot(items, resources);
    };
    m_sender = std::make_unique<UploadEngine>(
        engine, *m_vault, [this] { return m_vault->identity(); }, m_vault.get());
    return {};
}

} // namespace indraj
