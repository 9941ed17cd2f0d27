#pragma once

#include "sync/down/setfolder.h"
#include "sync/uploadengine.h"
#include "tests/storage/vaulthelp.h"
#include "tests/sync/centralfixture.h"

namespace indraj::testing {

inline constexpr int downwardPatience = 30000;

/// What the tests of central's news share: central, a real vault of the station TRN-01 with its certificate,
/// and a folder to publish from.
class DownwardBench {
public:
    /// Central is up and has published nothing; the folder has a form and places. False: see the log.
    bool make();
    /// A vault for several tests, with the options of an engine; those that spend it leave another to the
    /// next.
    void begin();
    void end();
    void publish(const QString &name, const QByteArray &bytes);
    int publishAll() { return m_central->runCommand({QStringLiteral("publish"), m_source.path()}); }
    std::unique_ptr<UploadEngine> engine();
    /// One look at central's news, ended.
    static LineStatus look(UploadEngine &sender);
    QString setsFolder() const { return m_world->temporary.filePath(QStringLiteral("reference")); }
    SetFolder sets() const
    {
        return SetFolder(setsFolder(), m_pki.pem(QStringLiteral("reference.crt")), QStringLiteral("TRN-01"));
    }
    int requests(const QByteArray &route) const;
    UploadRecord sendOne();
    QString decide(PacketId packet, const QStringList &words);

    TestPki m_pki;
    std::unique_ptr<CentralFixture> m_central;
    std::unique_ptr<test::World> m_world;
    bool m_spent = false; ///< the next test needs another vault
    QTemporaryDir m_source;
    EngineOptions m_options;
};

} // namespace indraj::testing
