#include "staff.h"

#include "storage/keys/tpm.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <tss2/tss2_esys.h>
#include <tss2/tss2_tctildr.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A TPM in software with a state of its own.
class SoftwareTpm {
public:
    bool start()
    {
        for (int attempt = 0; attempt < 20; ++attempt) {
            const quint16 port = freePair();
            const QString address = u"type=tcp,bindaddr=127.0.0.1,port=%1"_s;
            m_process.setProcessChannelMode(QProcess::MergedChannels);
            m_process.start(u"swtpm"_s,
                            {u"socket"_s, u"--tpm2"_s, u"--tpmstate"_s, u"dir="_s + m_state.path(),
                             u"--server"_s, address.arg(port), u"--ctrl"_s, address.arg(port + 1),
                             u"--flags"_s, u"not-need-init,startup-clear"_s});
            if (!m_process.waitForStarted())
                return false;
            m_tcti = u"swtpm:host=127.0.0.1,port=%1"_s.arg(port);
            if (answers(quint16(port + 1)))
                return true;
            stop();
        }
        return false;
    }
    void stop()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    ~SoftwareTpm() { stop(); }

    QString tcti() const { return m_tcti; }
    TpmOptions options(TpmUse use = TpmUse::Required) const { return {use, m_tcti, {0, 7}}; }

private:
    /// The protocol wants the control channel on the next port.
    static quint16 freePair()
    {
        for (;;) {
            QTcpServer first;
            QTcpServer second;
            if (first.listen(QHostAddress::LocalHost)
                && second.listen(QHostAddress::LocalHost, quint16(first.serverPort() + 1)))
                return first.serverPort();
        }
    }
    bool answers(quint16 port)
    {
        for (int attempt = 0; attempt < 200 && m_process.state() == QProcess::Running; ++attempt) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, port);
            if (socket.waitForConnected(1000))
                return true;
            m_process.waitForReadyRead(20);
        }
        return false;
    }

    QTemporaryDir m_state;
    QProcess m_process;
    QString m_tcti;
};

/// The test's own line to the TPM.
class Line {
public:
    explicit Line(const QString &tcti)
    {
        if (Tss2_TctiLdr_Initialize(tcti.toLatin1().constData(), &m_tcti)
            || Esys_Initialize(&m_context, m_tcti, nullptr))
            qFatal("no line to the TPM");
    }
    ~Line()
    {
        Esys_Finalize(&m_context);
        Tss2_TctiLdr_Finalize(&m_tcti);
    }
    bool extend(ESYS_TR pcr)
    {
        TPML_DIGEST_VALUES values{};
        values.count = 1;
        values.digests[0].hashAlg = TPM2_ALG_SHA256;
        values.digests[0].digest.sha256[0] = 1;
        return !Esys_PCR_Extend(m_context, pcr, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &values);
    }
    /// Objects and sessions that are loaded.
    int loaded()
    {
        int count = 0;
        for (const UINT32 first :
             {TPM2_TRANSIENT_FIRST, TPM2_LOADED_SESSION_FIRST, TPM2_ACTIVE_SESSION_FIRST}) {
            TPMI_YES_NO more = 0;
            TPMS_CAPABILITY_DATA *data = nullptr;
            if (Esys_GetCapability(m_context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, TPM2_CAP_HANDLES,
                                   first, 20, &more, &data))
                return -1;
            count += static_cast<int>(data->data.handles.count);
            Esys_Free(data);
        }
        return count;
    }
    /// Wrong authorisations of an object that counts them, until the TPM locks.
    bool lockOut()
    {
        if (Esys_DictionaryAttackParameters(m_context, ESYS_TR_RH_LOCKOUT, ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                            ESYS_TR_NONE, 2, 1000, 1000))
            return false;
        TPM2B_PUBLIC shape{};
        shape.publicArea.type = TPM2_ALG_KEYEDHASH;
        shape.publicArea.nameAlg = TPM2_ALG_SHA256;
        shape.publicArea.objectAttributes
            = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_USERWITHAUTH;
        shape.publicArea.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
        TPM2B_SENSITIVE_CREATE content{};
        content.sensitive.userAuth.size = 4;
        content.sensitive.data.size = 4;
        const TPM2B_DATA noData{};
        const TPML_PCR_SELECTION noPcrs{};
        ESYS_TR object = ESYS_TR_NONE;
        if (Esys_CreatePrimary(m_context, ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE,
                               &content, &shape, &noData, &noPcrs, &object, nullptr, nullptr, nullptr,
                               nullptr))
            return false;
        const TPM2B_AUTH wrong{4, {1, 2, 3, 4}};
        Esys_TR_SetAuth(m_context, object, &wrong);
        TSS2_RC code = 0;
        for (int i = 0; i < 6 && code != TPM2_RC_LOCKOUT; ++i) {
            TPM2B_SENSITIVE_DATA *data = nullptr;
            code = Esys_Unseal(m_context, object, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &data);
        }
        Esys_FlushContext(m_context, object);
        return code == TPM2_RC_LOCKOUT;
    }

private:
    TSS2_TCTI_CONTEXT *m_tcti = nullptr;
    ESYS_CONTEXT *m_context = nullptr;
};

const QByteArray newWords = "a lantern by the river";

VaultOptions withTpm(const TpmOptions &tpm)
{
    VaultOptions options = cheapOptions();
    options.tpm = tpm;
    return options;
}

} // namespace

/// Sealing to a TPM, against a real one in software.
class TestTpm : public QObject {
    Q_OBJECT

    std::unique_ptr<SoftwareTpm> m_tpm;

    static RecoveryShares sharesOf(Staff &staff)
    {
        staff.login(u"sup-1"_s).value();
        return settled(staff.vault().makeRecovery(Staff::person(u"sup-1"_s), u"sup-2"_s,
                                                  secret(Staff::phrase(u"sup-2"_s))))
            .value();
    }
    static tl::expected<Actor, StoreError> recover(Staff &staff, const RecoveryShares &made)
    {
        std::vector<SecretBytes> shares;
        shares.push_back(secret(made.shares[0].toUtf8()));
        shares.push_back(secret(made.shares[1].toUtf8()));
        return settled(
            staff.vault().recover(std::move(shares), {Staff::person(u"sup-7"_s), secret(newWords)}));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"swtpm"_s).isEmpty())
            QSKIP("SKIP_WHOLE_TEST: no swtpm here, sealing to a TPM is not tested");
    }

    void init()
    {
        m_tpm = std::make_unique<SoftwareTpm>();
        QVERIFY(m_tpm->start());
    }

    void whatIsSealedComesBack()
    {
        const SecretBytes share = SecretBytes::random(32);
        const auto blob = sealWithTpm(m_tpm->options(), share);
        QVERIFY2(blob, blob ? "" : qPrintable(blob.error().detail));
        for (int i = 0; i < 8; ++i) { // more often than a TPM without resource manager has slots
            const auto back = unsealWithTpm(m_tpm->options(), *blob);
            QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
            QVERIFY(equalSecrets(back->bytes(), share.bytes()));
        }
        QCOMPARE(Line(m_tpm->tcti()).loaded(), 0);
        const QByteArray plain(reinterpret_cast<const char *>(share.bytes().data()), 32);
        QVERIFY(!blob->publicArea.contains(plain) && !blob->privateArea.contains(plain));
    }

    void anotherStateIsRefused()
    {
        const auto blob = sealWithTpm(m_tpm->options(), SecretBytes::random(32));
        QVERIFY(blob);
        QVERIFY(Line(m_tpm->tcti()).extend(ESYS_TR_PCR5)); // not one of ours
        QVERIFY(unsealWithTpm(m_tpm->options(), *blob));
        QVERIFY(Line(m_tpm->tcti()).extend(ESYS_TR_PCR7));
        const auto refused = unsealWithTpm(m_tpm->options(), *blob);
        QCOMPARE(faultOf(refused), StoreFault::TpmFailed);
        QVERIFY2(refused.error().detail.contains(u"measured state"_s), qPrintable(refused.error().detail));
        QCOMPARE(Line(m_tpm->tcti()).loaded(), 0);
    }

    void anotherTpmIsRefused()
    {
        const auto blob = sealWithTpm(m_tpm->options(), SecretBytes::random(32));
        SoftwareTpm other;
        QVERIFY(other.start());
        const auto refused = unsealWithTpm(other.options(), *blob);
        QCOMPARE(faultOf(refused), StoreFault::TpmFailed);
        QVERIFY2(refused.error().detail.contains(u"not the TPM"_s), qPrintable(refused.error().detail));
        QCOMPARE(Line(other.tcti()).loaded(), 0);
        TpmBlob changed = *blob;
        changed.privateArea[40] = char(changed.privateArea[40] ^ 1);
        QCOMPARE(faultOf(unsealWithTpm(m_tpm->options(), changed)), StoreFault::TpmFailed);
        changed.privateArea = blob->privateArea.left(20);
        QCOMPARE(faultOf(unsealWithTpm(m_tpm->options(), changed)), StoreFault::TpmFailed);
        m_tpm->stop();
        QCOMPARE(faultOf(unsealWithTpm(m_tpm->options(), *blob)), StoreFault::TpmFailed);
    }

    void itsLockOutDoesNotConcernUs()
    {
        const SecretBytes share = SecretBytes::random(32);
        const auto blob = sealWithTpm(m_tpm->options(), share);
        QVERIFY(Line(m_tpm->tcti()).lockOut());
        const auto back = unsealWithTpm(m_tpm->options(), *blob);
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QVERIFY(equalSecrets(back->bytes(), share.bytes()));
    }

    void aVaultNeedsPassPhraseAndTpm()
    {
        Staff staff(withTpm(m_tpm->options()));
        QCOMPARE(settled(staff.vault().tpmState()).value(), TpmState::Sealed);
        QVERIFY(staff.login(u"op-1"_s));
        staff.restart(withTpm(m_tpm->options(TpmUse::Never))); // the ring decides, not the options
        QVERIFY(staff.login(u"sup-1"_s));
        QCOMPARE(faultOf(staff.login(u"op-1"_s, "wrong words altogether")), StoreFault::WrongPassphrase);
        // Without the share the pass phrase opens nothing.
        QCOMPARE(faultOf(staff.ring().open(u"op-1"_s, secret(Staff::phrase(u"op-1"_s)))),
                 StoreFault::WrongPassphrase);
        // People can be changed, and everything re-keyed, with the TPM in between.
        QVERIFY(staff.confirm(staff.propose(PersonChange::Add, u"op-9"_s, u"sup-1"_s, newWords), u"sup-2"_s));
        QVERIFY(staff.confirm(staff.propose(PersonChange::Remove, u"op-1"_s, u"sup-1"_s), u"sup-2"_s));
        staff.restart(withTpm(m_tpm->options()));
        QVERIFY(staff.login(u"op-9"_s, newWords));
        QVERIFY(Line(m_tpm->tcti()).extend(ESYS_TR_PCR0));
        QCOMPARE(faultOf(staff.login(u"sup-1"_s)), StoreFault::TpmFailed);
        QCOMPARE(Line(m_tpm->tcti()).loaded(), 0);
        // That was no wrong pass phrase: nobody is locked out by it.
        for (int i = 0; i < 6; ++i)
            QCOMPARE(faultOf(staff.login(u"sup-1"_s)), StoreFault::TpmFailed);
    }

    void aPacketSaysWhetherTheVaultNeedsIt()
    {
        for (const TpmUse use : {TpmUse::Required, TpmUse::Never}) {
            World world(withTpm(m_tpm->options(use)));
            const EnrolmentId id = world.approved().id;
            const auto input = settled(world.vault().beginSeal(id));
            QVERIFY2(input, input ? "" : qPrintable(input.error().detail));
            QCOMPARE(input->tpmSealed, use == TpmUse::Required);
        }
    }

    void theTpmCannotBeStripped()
    {
        Staff staff(withTpm(m_tpm->options()));
        staff.stop();
        QJsonObject ring = QJsonDocument::fromJson(readAll(staff.file("keyring.json"))).object();
        const QByteArray whole = readAll(staff.file("keyring.json"));
        ring[u"tpm"_s] = QJsonObject{{u"state"_s, u"absent"_s},
                                     {u"pcrs"_s, QJsonArray()},
                                     {u"public"_s, QString()},
                                     {u"private"_s, QString()},
                                     {u"share"_s, QString(64, u'0')}};
        overwrite(staff.file("keyring.json"), QJsonDocument(ring).toJson());
        staff.restart(withTpm(m_tpm->options()));
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::WrongPassphrase);
        // Even who knows the share cannot write it into the ring.
        const KeyRing sealed = KeyRing::parse(whole, cheapKdf).value();
        const SecretBytes share = unsealWithTpm(m_tpm->options(), sealed.keeping().blob).value();
        const QByteArray plain(reinterpret_cast<const char *>(share.bytes().data()), 32);
        QJsonObject tpm = ring[u"tpm"_s].toObject();
        tpm[u"share"_s] = QString::fromLatin1(plain.toHex());
        ring[u"tpm"_s] = tpm;
        overwrite(staff.file("keyring.json"), QJsonDocument(ring).toJson());
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::Damaged);
        overwrite(staff.file("keyring.json"), whole);
        QVERIFY(staff.login(u"op-1"_s));
    }

    void recoveryAfterAChangeOfFirmware()
    {
        Staff staff(withTpm(m_tpm->options()));
        const RecoveryShares made = sharesOf(staff);
        staff.restart(withTpm(m_tpm->options()));
        QVERIFY(Line(m_tpm->tcti()).extend(ESYS_TR_PCR7));
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::TpmFailed);
        const auto back = recover(staff, made);
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QCOMPARE(settled(staff.vault().tpmState()).value(), TpmState::Sealed);
        staff.restart(withTpm(m_tpm->options()));
        QVERIFY(staff.login(u"op-1"_s)); // sealed anew to the state as it is: everybody's slot works
        QVERIFY(staff.login(u"sup-7"_s, newWords));
    }

    void recoveryWithoutATpm()
    {
        Staff staff(withTpm(m_tpm->options()));
        const RecoveryShares made = sharesOf(staff);
        m_tpm->stop();
        const VaultOptions elsewhere
            = withTpm({TpmUse::IfPresent, u"device:"_s + staff.temporary.filePath(u"no-tpm"_s), {0, 7}});
        staff.restart(elsewhere);
        QCOMPARE(faultOf(staff.login(u"op-1"_s)), StoreFault::TpmFailed);
        QVERIFY(recover(staff, made));
        QCOMPARE(settled(staff.vault().tpmState()).value(), TpmState::Absent); // and says so
        staff.restart(elsewhere);
        QVERIFY(staff.login(u"op-1"_s));
    }

    void creationNeverFallsBack()
    {
        QTemporaryDir folder;
        const auto made = [&](const char *name, const TpmOptions &tpm) {
            VaultService vault(folder.filePath(QLatin1StringView(name)), withTpm(tpm));
            std::vector<NewOperator> people = twoPeople();
            const auto created = settled(vault.create(u"TRN-01"_s, std::move(people)));
            return created ? settled(vault.tpmState())
                           : tl::expected<TpmState, StoreError>(tl::unexpected(created.error()));
        };
        const QString nowhere = u"device:"_s + folder.filePath(u"no-tpm"_s);
        QCOMPARE(made("a", {TpmUse::IfPresent, nowhere, {0, 7}}).value(), TpmState::Absent);
        QCOMPARE(made("b", {TpmUse::Never, nowhere, {0, 7}}).value(), TpmState::Absent);
        QCOMPARE(made("c", m_tpm->options(TpmUse::Never)).value(), TpmState::NotUsed);
        QCOMPARE(made("d", m_tpm->options(TpmUse::IfPresent)).value(), TpmState::Sealed);
        QCOMPARE(faultOf(made("e", {TpmUse::Required, nowhere, {0, 7}})), StoreFault::TpmFailed);
        m_tpm->stop(); // there, but it does not work
        QCOMPARE(faultOf(made("f", m_tpm->options(TpmUse::IfPresent))), StoreFault::TpmFailed);
        QVERIFY(!Vault::exists(folder.filePath(u"f"_s)));
    }
};

QTEST_GUILESS_MAIN(TestTpm)
#include "tst_tpm.moc"
