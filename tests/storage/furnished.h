#pragma once

#include "vaulthelp.h"

#include "storage/crypto.h"
#include "storage/engine.h"
#include "storage/repair/vaultcheck.h"

#include <QDir>
#include <QTest>

namespace indraj::test {

using namespace Qt::Literals::StringLiterals;

inline Outcome<HeldVault> hold(const QString &folder)
{
    return holdVault(folder, u"sup-1"_s, secret(supervisorPhrase), {cheapKdf});
}

/// Name and digest of every file but the one that counts wrong pass phrases.
inline QMap<QString, QByteArray> digests(const QString &folder)
{
    QMap<QString, QByteArray> all;
    const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        if (name != u"tries.json")
            all.insert(name, sha256(readAll(folder + u'/' + name)));
    }
    return all;
}

inline QDateTime later() { return QDateTime::fromMSecsSinceEpoch(1'900'000'000'000, Qt::UTC); }

inline QString firstOf(const CheckReport &report)
{
    return report.good()
        ? QString()
        : report.damage[0].code + u' ' + report.damage[0].subject + u": "_s + report.damage[0].detail;
}

/// A vault with a tombstone, a sealed packet, an approved one, a draft with everything and an empty
/// draft.
struct Furnished {
    Furnished()
    {
        const UploadRecord sent = world.sealedPacket(pattern(3, 60'000));
        settled(world.vault().recordReceipt(sent.packet, "receipt")).value();
        world.sealedPacket(pattern(4, 300'000));
        world.approved();
        world.login(operatorOne()).value();
        full = world.completeDraft().id;
        settled(world.vault().saveSample(full, portraitSample(90'000), operatorOne())).value();
        world.draft();
    }
    /// Somebody who knows a pass phrase changes the database of a copy by hand.
    void meddle(const QString &folder, const char *sql)
    {
        auto database = openDatabase(folder + u"/vault.db"_s, keysOf(world).database).value();
        QVERIFY(database.run("PRAGMA foreign_keys=OFF"));
        QVERIFY2(database.run(sql), sql);
        QVERIFY(database.checkpoint());
    }
    World world;
    EnrolmentId full;
};

} // namespace indraj::test
