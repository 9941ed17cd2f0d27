#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

namespace indraj {

/// What central keeps for its stations, each with versions of its own.
enum class SetChannel {
    Reference, ///< forms, places, fees, rules, thresholds, policies: the same for every station
    Staff, ///< who may work at this station
};

/// One file of a set.
struct SetItem {
    QString name; ///< "forms/first-card.json": up to three steps of [a-z0-9][a-z0-9.-]*, at most 100 letters
    qint64 length = 0; ///< bytes, 1 to largestItem
    QByteArray sha256; ///< 32 bytes
};

/// The list of a set: docs/packet.md, 9. The bytes of its items travel by themselves.
struct SignedSet {
    SetChannel channel = SetChannel::Reference;
    QString station; ///< whose; empty for SetChannel::Reference
    qint64 version = 0; ///< from 1; a higher one takes the place of a lower one
    QDateTime madeAt; ///< UTC, by the authority's clock; for people only
    QList<SetItem> items; ///< 1 to mostItems, names unique
};

namespace signedset {
inline constexpr qsizetype mostItems = 256;
inline constexpr qint64 largestItem = 1LL << 20;
inline constexpr qint64 largestSet = 16LL << 20;
} // namespace signedset

enum class SetFault {
    NotSigned, ///< no CMS SignedData, or not by the pinned signer
    BadContent, ///< no list of a known version
    OtherChannel, ///< a true list, but of another channel or station
    Older, ///< a true list, but older than what is here
    BadItem, ///< an item does not have its length or digest
    NotUsable, ///< everything holds, but this program cannot work with it
    DiskFull,
    IoFailed,
    NoAnswer, ///< the line broke; it goes on next time
    StoreFailed, ///< the vault did not take it
};

struct SetError {
    SetFault fault = SetFault::BadContent;
    QString detail{}; ///< for the log
};

/// "reference", "staff": in the list, in addresses and as names of folders.
QString channelName(SetChannel channel);
bool isItemName(const QString &name);

/// The list by itself, strictly; not judged whose it is. Pure; any thread.
tl::expected<SignedSet, SetError> parseSet(const QByteArray &json);
/// Verifies against the pinned certificate (no times are judged: no clock locks anybody out) and that it is
/// for `channel` and `station`. Any thread.
tl::expected<SignedSet, SetError> readSet(const QByteArray &der, const QByteArray &pinnedPem,
                                          SetChannel channel, const QString &station);

} // namespace indraj
