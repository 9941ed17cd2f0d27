#include "storage/fingers/templaterows.h"
#include "storage/samplerows.h"
#include "storage/vault.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
/// An approver waits for the comparison: some 15 s of one core at this number
/// (docs/decisions/0022-seen-before.md).
constexpr int mostEnrolments = 200;
} // namespace

Outcome<Done> Vault::saveTemplate(EnrolmentId enrolment, SampleId sample, const QByteArray &record)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Done> {
        const auto key = readDataKey(database, m_session->keys.blobs, enrolment);
        if (!key)
            return tl::unexpected(key.error());
        return writeTemplate(database, *key, enrolment, sample, record).map([] { return Done{}; });
    });
}

Outcome<QList<KnownFinger>> Vault::knownFingers(EnrolmentId except)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    auto fingers = readTemplates(m_session->database, m_session->keys.blobs, except, mostEnrolments);
    const auto own = readOwnFingers(m_session->database);
    if (fingers && own)
        fingers->append(*own);
    return fingers && !own ? Outcome<QList<KnownFinger>>(tl::unexpected(own.error())) : fingers;
}

Outcome<QStringList> Vault::peopleWithFingers()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return readPeopleWithFingers(m_session->database);
}

Outcome<Done> Vault::saveOwnFingers(const QList<KnownFinger> &fingers, const QString &confirmerId,
                                    const SecretBytes &passphrase, const Actor &actor)
{
    if (const auto known = checkActor(actor); !known)
        return tl::unexpected(known.error());
    const bool whole = std::none_of(fingers.begin(), fingers.end(),
                                    [](const KnownFinger &finger) { return finger.record.isEmpty(); });
    if (fingers.isEmpty() || !whole)
        return failed(StoreFault::Invalid, u"a person's fingers need their templates"_s);
    if (const auto second = checkConfirmer(confirmerId, actor.id, actor.id, passphrase); !second)
        return tl::unexpected(second.error());
    const auto saved = m_session->database.transact([&]() -> Outcome<void> {
        auto written
            = writeOwnFingers(m_session->database, actor.id, fingers, confirmerId, m_options.nowUtc());
        const auto digest = written ? ownFingersDigest(m_session->database, actor.id)
                                    : Outcome<QByteArray>(tl::unexpected(written.error()));
        if (!digest)
            return tl::unexpected(digest.error());
        return note(u"own-fingers-saved"_s, actor.id,
                    u"fingers %1, confirmed by %2, sha256 %3"_s.arg(fingers.size())
                        .arg(confirmerId, QString::fromLatin1(digest->toHex())));
    });
    return saved.map([] { return Done{}; });
}

} // namespace indraj
