#pragma once

#include "tests/storage/vaulthelp.h"

namespace indraj::test {

/// A vault with people of the test's choice: "sup-..." are supervisors, all others operators.
class Staff {
public:
    explicit Staff(VaultOptions options = cheapOptions(),
                   const QStringList &ids
                   = {QStringLiteral("op-1"), QStringLiteral("sup-1"), QStringLiteral("sup-2")});
    /// A second life on the same folder: as after a restart.
    void restart(VaultOptions options = cheapOptions());
    void stop() { service.reset(); }

    static Actor person(const QString &id);
    static QByteArray phrase(const QString &id);
    tl::expected<Actor, StoreError> login(const QString &id, const QByteArray &words = {});
    /// Confirms in the session that is open, with the confirmer's own pass phrase.
    tl::expected<Done, StoreError> confirm(const PersonProposal &proposal, const QString &confirmer,
                                           const QByteArray &words = {});
    PersonProposal propose(PersonChange change, const QString &id, const QString &proposer,
                           const QByteArray &words = {});

    VaultService &vault() { return *service; }
    QString folder() const { return temporary.filePath(QStringLiteral("vault")); }
    QString file(const char *name) const { return folder() + u'/' + QLatin1StringView(name); }
    KeyRing ring() const;
    SecretBytes master(const QString &id, const QByteArray &words = {}) const;
    /// "event actor subject" of every audit entry; the vault must be stopped or locked.
    QStringList audit(const QString &id) const;

    QTemporaryDir temporary;
    std::unique_ptr<VaultService> service;
};

} // namespace indraj::test
