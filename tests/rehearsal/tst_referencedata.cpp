#include "app/referencedata.h"

#include "enrollment/forms.h"
#include "sync/cms.h"
#include "tests/support/places.h"
#include "tests/sync/centralfixture.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// What the program starts with: never nothing.
class TestReferenceData : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_pki.make()); }

    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void withoutASetItIsTheProgramsOwn()
    {
        const ReferenceData none = start();
        QCOMPARE(none.version(), 0);
        QCOMPARE(none.path(u"forms/places.json"_s), resources() + u"/forms/places.json"_s);
        QCOMPARE(ReferenceData::whyNot({}, resources()), QString());
    }

    void theNewestGoodOneStarts()
    {
        install(1, {{u"policy/session.json"_s, own(u"policy/session.json"_s)}});
        QByteArray form = own(u"forms/first-card.json"_s);
        form.replace("\"version\": 1", "\"version\": 2");
        install(2, {{u"forms/first-card.json"_s, form}});
        const ReferenceData data = start();
        QCOMPARE(data.version(), 2);
        QCOMPARE(fileBytes(data.path(u"forms/first-card.json"_s)), form);
        QCOMPARE(data.path(u"policy/session.json"_s), resources() + u"/policy/session.json"_s);
        // With another authority's certificate none of it counts.
        const ReferenceData strangers(resources(), m_dir->path(), m_pki.pem(u"receipt.crt"_s), u"0.1.0"_s);
        QCOMPARE(strangers.version(), 0);
    }

    void whatDoesNotParseIsPassedOver()
    {
        install(1, {{u"forms/places.json"_s, own(u"forms/places.json"_s)}});
        for (const QString &name :
             {u"forms/first-card.json"_s, u"forms/renewal.json"_s, u"forms/places.json"_s,
              u"reasons/central.json"_s, u"thresholds/face.json"_s, u"thresholds/portrait.json"_s,
              u"thresholds/portrait-tr03121.json"_s, u"thresholds/fingers.json"_s, u"policy/session.json"_s,
              u"policy/retention.json"_s, u"policy/sending.json"_s, u"policy/fees.json"_s}) {
            install(++m_version, {{name, "{\"nonsense\":" + QByteArray::number(m_version) + "}"}});
            const ReferenceData data = start();
            QVERIFY2(data.version() == 1, qPrintable(name));
            QVERIFY(ReferenceData::whyNot(itemsOf(m_version), resources()).startsWith(name));
            data.started();
        }
        // Another version of the program looks at it anew.
        const ReferenceData later(resources(), m_dir->path(), m_pki.pem(u"reference.crt"_s), u"0.2.0"_s);
        QCOMPARE(later.version(), 1);
        QVERIFY(fileBytes(itemsOf(m_version) + u"/../refused"_s).startsWith("0.2.0: "));
    }

    void anotherServiceComesWithASet()
    {
        const auto own = parseForms(ReferenceData(resources(), m_dir->path(), {}, u"0.1.0"_s).forms());
        QVERIFY(own && own->find(u"renewal"));
        QByteArray form = this->own(u"forms/renewal.json"_s);
        form.replace("\"version\": 1", "\"version\": 7");
        QByteArray added = form;
        added.replace("\"id\": \"renewal\"", "\"id\": \"lost-card\"");
        install(1, {{u"forms/lost-card.json"_s, added}, {u"forms/renewal.json"_s, form}});
        const auto forms = parseForms(start().forms());
        QVERIFY(forms);
        QCOMPARE(forms->find(u"renewal")->version, 7); // the set's, not the program's
        QCOMPARE(forms->find(u"lost-card")->renews, u"applicant.cnic"_s);
        QCOMPARE(forms->first().id, QString(defaultService));
        // A form under the name of another service is not worked with.
        install(2, {{u"forms/other.json"_s, form}});
        QCOMPARE(start().version(), 1);
    }

    void aSetThatDoesNotComeUpIsPutAside()
    {
        install(1, {{u"forms/places.json"_s, own(u"forms/places.json"_s)}});
        install(2, {{u"forms/places.json"_s, own(u"forms/places.json"_s) + "\n"}});
        QCOMPARE(start().version(), 2); // and the power goes
        QCOMPARE(start().version(), 2);
        QCOMPARE(start().version(), 1); // twice was no power cut
        QCOMPARE(start().version(), 1);
        QVERIFY(fileBytes(itemsOf(2) + u"/../refused"_s).contains("did not come up"));
        // One that comes up is never counted.
        install(3, {{u"forms/places.json"_s, own(u"forms/places.json"_s) + "\n\n"}});
        for (int i = 0; i < 4; ++i) {
            const ReferenceData data = start();
            QCOMPARE(data.version(), 3);
            data.started();
        }
    }

private:
    static QString resources() { return indraj::test::sourcePath("/resources"); }
    static QByteArray own(const QString &name) { return fileBytes(resources() + u'/' + name); }
    ReferenceData start() const
    {
        return ReferenceData(resources(), m_dir->path(), m_pki.pem(u"reference.crt"_s), u"0.1.0"_s);
    }
    QString itemsOf(qint64 version) const { return m_dir->filePath(u"reference/%1/items"_s.arg(version)); }
    void install(qint64 version, const QMap<QString, QByteArray> &files)
    {
        QByteArray items;
        for (auto file = files.cbegin(); file != files.cend(); ++file)
            items += (items.isEmpty() ? "" : ",") + ("{\"length\":" + QByteArray::number(file->size()))
                + ",\"name\":\"" + file.key().toUtf8() + "\",\"sha256\":\""
                + QCryptographicHash::hash(*file, QCryptographicHash::Sha256).toHex() + "\"}";
        const QByteArray key = m_pki.pem(u"reference.key"_s);
        const auto list = cms::sign("{\"channel\":\"reference\",\"items\":[" + items
                                        + "],\"madeAt\":\"2026-03-04T09:15:30.250Z\",\"setFormat\":1,"
                                          "\"station\":\"\",\"version\":"
                                        + QByteArray::number(version) + "}",
                                    {m_pki.pem(u"reference.crt"_s),
                                     {reinterpret_cast<const std::uint8_t *>(key.constData()),
                                      static_cast<std::size_t>(key.size())}});
        SetFolder folder(m_dir->path(), m_pki.pem(u"reference.crt"_s), {});
        const auto set = folder.accept(*list, SetChannel::Reference, 0);
        QVERIFY(set);
        for (const SetItem &item : set->items)
            QVERIFY(folder.append(item, files.value(item.name)));
        QVERIFY(folder.install(*set, *list));
        m_version = version;
    }

    TestPki m_pki;
    std::unique_ptr<QTemporaryDir> m_dir;
    qint64 m_version = 0;
};

QTEST_GUILESS_MAIN(TestReferenceData)
#include "tst_referencedata.moc"
