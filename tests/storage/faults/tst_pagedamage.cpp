#include "journey.h"

#include <QFile>
#include <QLoggingCategory>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 pageSize = 16384;

/// One file, open for damage and repair in place.
class Pages {
public:
    explicit Pages(const QString &path)
        : m_file(path)
    {
        if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
            qFatal("no database to damage");
        m_count = m_file.size() / pageSize;
    }
    qint64 count() const { return m_count; }
    QByteArray read(qint64 page)
    {
        m_file.seek(page * pageSize);
        return m_file.read(pageSize);
    }
    void write(qint64 page, const QByteArray &bytes)
    {
        m_file.seek(page * pageSize);
        m_file.write(bytes);
    }

private:
    QFile m_file;
    qint64 m_count = 0;
};

} // namespace

/// A vault of 500 pages, every one of them damaged three ways: an error or the right content, never a wrong
/// one.
class TestPageDamage : public QObject {
    Q_OBJECT

    FaultFolder m_folder;
    Contents m_contents;
    QMap<QString, QByteArray> m_start;

    /// Drafts with samples from one byte to many pages, a packet that waits and a tombstone.
    void fillVault()
    {
        Vault vault(m_folder.path(), faultOptions());
        QList<Step> work = wholeEnrolment(tokenOf(1), 1, 9000);
        work += wholeEnrolment(tokenOf(2), 2, 60'000).mid(0, 15);
        work << steps::login(operatorOne());
        int number = 3;
        for (; number <= 12; ++number) {
            const QString token = tokenOf(number);
            work << steps::create(token) << steps::fields(token, canaryFields(), u"details"_s)
                 << steps::sample(token, portraitSample(200'000));
            for (const FingerPosition finger : allFingers)
                work << steps::sample(token, fingerSample(finger, 1 + 9'000 * static_cast<int>(finger)));
        }
        const Ran ran = run(vault, work, {});
        if (ran.error)
            qFatal("the vault cannot be filled: %s", qPrintable(ran.error->detail));
        m_contents = ran.contents;
        if (!vault.lock())
            qFatal("no lock");
    }

    /// Whatever can be read must be right. @returns how many reads failed.
    int readAll(Vault &vault)
    {
        ListFilter filter;
        filter.states = {EnrolmentState::Draft, EnrolmentState::Sealed, EnrolmentState::Erased};
        filter.limit = 1000;
        const auto all = vault.list(filter);
        if (!all) {
            check(all.error());
            return 1;
        }
        int errors = 0;
        for (const EnrolmentSummary &summary : *all)
            errors += readOne(vault, summary);
        const auto records = vault.uploads();
        if (!records) {
            check(records.error());
            return errors + 1;
        }
        for (const UploadRecord &record : *records) {
            if (record.state == EnrolmentState::Erased)
                continue;
            const auto bytes = vault.packetBytes(record.packet, 0, record.size);
            if (!bytes)
                ++errors;
            else
                right(*bytes == m_contents.value(record.token).packet, "a packet");
        }
        return errors;
    }

    int readOne(Vault &vault, const EnrolmentSummary &summary)
    {
        const auto wanted = m_contents.constFind(summary.token);
        right(wanted != m_contents.cend(), "a token");
        const auto enrolment = vault.load(summary.id);
        if (!enrolment || wanted == m_contents.cend())
            return 1;
        right(enrolment->fields == wanted->fields, "fields");
        right(enrolment->state == wanted->state, "a state");
        right(enrolment->samples.size() == wanted->samples.size(), "the number of samples");
        int errors = 0;
        for (const SampleInfo &info : enrolment->samples) {
            const auto sample = vault.loadSample(summary.id, info.id);
            if (sample)
                right(sample->bytes
                          == wanted->samples.value(info.kind == SampleKind::Finger ? int(info.finger) : 0),
                      "a sample");
            else
                check(sample.error());
            errors += sample ? 0 : 1;
        }
        return errors;
    }

    void right(bool is, const char *what)
    {
        if (!is)
            m_wrong << QString::fromLatin1(what);
    }
    void check(const StoreError &error)
    {
        if (error.fault != StoreFault::Damaged)
            m_wrong << u"fault %1: %2"_s.arg(int(error.fault)).arg(error.detail);
    }

    QStringList m_wrong;

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"indraj.*=false"_s);
        m_folder.fill(newVault());
        fillVault();
        QVERIFY(!QTest::currentTestFailed());
        m_start = m_folder.files();
        QVERIFY2(Pages(m_folder.path() + u"/vault.db"_s).count() >= 500,
                 QByteArray::number(Pages(m_folder.path() + u"/vault.db"_s).count()).constData());
    }

    void noDamageGoesUnseen_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("one bit") << 0;
        QTest::newRow("a sector of zeros") << 1;
        QTest::newRow("exchanged with another page") << 2;
    }
    void noDamageGoesUnseen()
    {
        QFETCH(int, kind);
        Random random(static_cast<quint64>(kind) + 1);
        int refused = 0;
        int later = 0;
        int harmless = 0;
        int damaged = 0;
        const QString file = m_folder.path() + u"/vault.db"_s;
        const qint64 count = Pages(file).count();
        // In the short run every ninth page, begun elsewhere for each kind, and the first twenty.
        for (qint64 page = 0; page < count; page += fullScale() || page < 20 ? 1 : 9 + kind) {
            Pages pages(file);
            const QByteArray whole = pages.read(page);
            qint64 other = page;
            QByteArray bad = whole;
            const auto spot = static_cast<qsizetype>(random() % std::uint64_t(pageSize));
            if (kind == 0) {
                bad[spot] = static_cast<char>(bad[spot] ^ (1 << (random() % 8)));
            } else if (kind == 1) {
                bad.replace(spot / 512 * 512, 512, QByteArray(512, '\0'));
            } else {
                while (other == page)
                    other = static_cast<qint64>(random() % std::uint64_t(count));
                bad = pages.read(other);
                pages.write(other, whole);
            }
            pages.write(page, bad);
            ++damaged;
            {
                Vault vault(m_folder.path(), faultOptions());
                if (const auto opened = vault.unlock(operatorOne().id, secret(operatorPhrase)); !opened) {
                    check(opened.error());
                    ++refused;
                } else {
                    ++(readAll(vault) > 0 ? later : harmless);
                }
            }
            QVERIFY2(m_wrong.isEmpty(), qPrintable(u"page %1: %2"_s.arg(page).arg(m_wrong.join(u", "_s))));
            // What the login has written goes too.
            m_folder.fill(m_start);
        }
        qInfo("%lld pages, %d damaged: %d refused at login, %d at reading, %d held nothing that was read; 0 "
              "wrong",
              count, damaged, refused, later, harmless);
        QVERIFY(refused > 0);
        QVERIFY(later > 0);
    }
};

QTEST_GUILESS_MAIN(TestPageDamage)
#include "tst_pagedamage.moc"
