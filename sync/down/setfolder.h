#pragma once

#include "sync/down/signedset.h"

namespace indraj {

/// A set that is here whole. Its files hold what was signed at the moment it was looked at.
struct HeldSet {
    SignedSet set;
    QString items; ///< folder with the files of the set
    QString refusedBy; ///< "<program version>: why" where it was found unusable; empty: it was not
};

/// The sets from central on disk, outside the vault, because forms and rules are needed before anybody has
/// logged in. Nothing in it is secret; whatever does not verify is not used, so nobody needs to be kept from
/// writing there.
///
///     <root>/<channel>/<version>/list.p7s, items/...   whole sets, the newest three
///     <root>/parts/<sha256>                            items on their way
///
/// A set is put together aside and renamed, so that there is no half of one. Blocks on the disk; not for the
/// GUI thread but at start. One process at a time (the vault's lock sees to that).
class SetFolder {
public:
    SetFolder(QString root, QByteArray pinnedPem, QString station);

    /// Every set that verifies, newest first; the refused ones too.
    QList<HeldSet> held(SetChannel channel) const;
    /// Highest version held, refused or not; 0: none.
    qint64 newest(SetChannel channel) const;
    /// Verifies the list; SetFault::Older when a newer or the same version is here or was (`floor`).
    tl::expected<SignedSet, SetError> accept(const QByteArray &list, SetChannel channel, qint64 floor) const;

    /// Takes what another set has of this one: only what has changed comes over the line.
    void reuse(const SignedSet &set) const;
    /// How many bytes of the item are here already, from another set or a download that broke off.
    qint64 arrived(const SetItem &item) const;
    /// Adds what follows those. The last piece decides: SetFault::BadItem, and all of it is dropped.
    tl::expected<void, SetError> append(const SetItem &item, const QByteArray &piece);
    /// All items are here: makes the set whole. What was there stays; beyond the newest three it goes.
    tl::expected<HeldSet, SetError> install(const SignedSet &set, const QByteArray &list);
    /// This program cannot work with it: it is passed over until another program version is there.
    void refuse(const HeldSet &set, const QString &programVersion, const QString &why) const;

    /// A start with this set has begun; ended(), when the window is there. began() answers how many starts
    /// before it did not get that far. @{
    int began(const HeldSet &set) const;
    void ended() const;
    /// @}

private:
    QString channelFolder(SetChannel channel) const;
    QString partOf(const SetItem &item) const;
    QList<qint64> versions(SetChannel channel) const;
    std::optional<HeldSet> look(SetChannel channel, qint64 version) const;
    tl::expected<void, SetError> putTogether(const SignedSet &set, const QByteArray &list,
                                             const QString &folder) const;
    void prune(SetChannel channel) const;

    QString m_root;
    QByteArray m_pinnedPem;
    QString m_station;
};

} // namespace indraj
