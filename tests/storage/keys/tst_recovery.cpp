#include "staff.h"

#include "storage/keys/shamir.h"
#include "storage/keys/sharetext.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray newWords = "a lantern by the river";

std::vector<SecretBytes> typed(const QStringList &texts)
{
    std::vector<SecretBytes> shares;
    for (const QString &text : texts)
        shares.push_back(secret(text.toUtf8()));
    return shares;
}

NewOperator newSupervisor(const QString &id) { return {Staff::person(id), secret(newWords)}; }

RecoveryShares sharesOf(Staff &staff)
{
    staff.login(u"sup-1"_s).value();
    const auto made = settled(
        staff.vault().makeRecovery(Staff::person(u"sup-1"_s), u"sup-2"_s, secret(Staff::phrase(u"sup-2"_s))));
    if (!made)
        qFatal("no shares: %s", qPrintable(made.error().detail));
    return *made;
}

} // namespace

/// Shamir's scheme, the shares on paper, and opening a vault with them.
class TestRecovery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFieldIsThatOfAes()
    {
        QCOMPARE(fieldProduct(0x57, 0x83), std::uint8_t(0xc1)); // FIPS 197, section 4.2
        QCOMPARE(fieldProduct(0x57, 0x13), std::uint8_t(0xfe)); // FIPS 197, section 4.2.1
        for (unsigned a = 0; a < 256; ++a) {
            unsigned inverses = 0;
            for (unsigned b = 0; b < 256; ++b) {
                const auto product = fieldProduct(std::uint8_t(a), std::uint8_t(b));
                QCOMPARE(product, fieldProduct(std::uint8_t(b), std::uint8_t(a)));
                inverses += product == 1;
            }
            QCOMPARE(inverses, a == 0 ? 0U : 1U);
        }
    }

    void anyTwoSharesGiveTheSecret()
    {
        for (int round = 0; round < 50; ++round) {
            const SecretBytes whole = SecretBytes::random(32);
            const auto shares = splitSecret(whole);
            for (int a = 1; a <= 3; ++a) {
                for (int b = 1; b <= 3; ++b) {
                    const SecretBytes joined
                        = joinShares(a, shares[std::size_t(a - 1)], b, shares[std::size_t(b - 1)]);
                    QCOMPARE(equalSecrets(joined.bytes(), whole.bytes()), a != b);
                    QCOMPARE(joined.isEmpty(), a == b);
                }
            }
        }
        QVERIFY(joinShares(0, SecretBytes(4), 1, SecretBytes(4)).isEmpty());
        QVERIFY(joinShares(1, SecretBytes(4), 4, SecretBytes(4)).isEmpty());
        QVERIFY(joinShares(1, SecretBytes(4), 2, SecretBytes(5)).isEmpty());
    }

    void oneShareSaysNothing()
    {
        // Whatever the one share is, every secret is as possible as any other: one value of the second each.
        for (unsigned first : {0U, 1U, 0x9dU, 0xffU}) {
            QSet<int> secrets;
            for (unsigned second = 0; second < 256; ++second) {
                SecretBytes a(1);
                SecretBytes b(1);
                a.bytes()[0] = std::uint8_t(first);
                b.bytes()[0] = std::uint8_t(second);
                secrets.insert(joinShares(1, a, 3, b).bytes()[0]);
            }
            QCOMPARE(secrets.size(), 256);
        }
    }

    void aShareIsReadAsPeopleTypeIt()
    {
        const RecoveryShare share{2, newRecoveryId(), SecretBytes::random(32)};
        const QString text = shareText(share);
        QCOMPARE(text.size(), 68 + 16);
        QVERIFY(!text.contains(QRegularExpression(u"[^0-9A-HJKMNP-TV-Z-]"_s)));
        QString sloppy = text.toLower().replace(u'0', u'o').replace(u'1', u'l').replace(u'-', u' ');
        for (const QString &spelling : {text, text.toLower(), QString(text).remove(u'-'), sloppy,
                                        u"  "_s + QString(text).replace(u'1', u'I') + u'\n'}) {
            const auto read = parseShare(secret(spelling.toUtf8()));
            QVERIFY(read);
            QCOMPARE(read->number, 2);
            QCOMPARE(read->recoveryId, share.recoveryId);
            QVERIFY(equalSecrets(read->value.bytes(), share.value.bytes()));
        }
    }

    void everyWrongCharacterIsNoticed()
    {
        const QString text = shareText({1, newRecoveryId(), SecretBytes::random(32)}).remove(u'-');
        for (qsizetype i = 0; i < text.size(); ++i) {
            QString wrong = text;
            wrong[i] = wrong[i] == u'7' ? u'8' : u'7';
            QCOMPARE(faultOf(parseShare(secret(wrong.toUtf8()))), StoreFault::Invalid);
            if (i + 1 < text.size() && text[i] != text[i + 1]) {
                QString swapped = text;
                std::swap(swapped[i], swapped[i + 1]);
                QCOMPARE(faultOf(parseShare(secret(swapped.toUtf8()))), StoreFault::Invalid);
            }
        }
        for (const QString &bad : {QString(), text.chopped(1), text + u'0', QString(text).replace(3, 1, u'U'),
                                   QString(text).replace(3, 1, QChar(0x06f1))})
            QCOMPARE(faultOf(parseShare(secret(bad.toUtf8()))), StoreFault::Invalid);
    }

    void twoOfThreeOpenTheVault_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::newRow("1 and 2") << 0 << 1;
        QTest::newRow("3 and 1") << 2 << 0;
        QTest::newRow("2 and 3") << 1 << 2;
    }
    void twoOfThreeOpenTheVault()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        Staff staff;
        staff.login(u"op-1"_s).value();
        const auto draft = settled(staff.vault().createDraft(Staff::person(u"op-1"_s), u"first-card"_s, 1));
        const Sample finger = fingerSample(FingerPosition::RightIndex);
        settled(staff.vault().saveSample(draft->id, finger, Staff::person(u"op-1"_s))).value();
        QVERIFY(!settled(staff.vault().hasRecovery()).value());
        const RecoveryShares made = sharesOf(staff);
        QCOMPARE(made.shares.size(), 3);
        QVERIFY(settled(staff.vault().hasRecovery()).value());
        staff.restart();
        QVERIFY(settled(staff.vault().hasRecovery()).value()); // known before log-in
        const QStringList two{made.shares[first], made.shares[second]};
        const auto actor = settled(staff.vault().recover(typed(two), newSupervisor(u"sup-7"_s)));
        QVERIFY2(actor, actor ? "" : qPrintable(actor.error().detail));
        QCOMPARE(actor->id, u"sup-7"_s);
        QCOMPARE(settled(staff.vault().loadSample(draft->id, finger.info.id))->bytes, finger.bytes);
        QVERIFY(!settled(staff.vault().hasRecovery()).value()); // used once
        staff.restart();
        QCOMPARE(faultOf(settled(staff.vault().recover(typed(two), newSupervisor(u"sup-8"_s)))),
                 StoreFault::WrongPassphrase);
        QVERIFY(staff.login(u"sup-7"_s, newWords));
        QVERIFY(staff.login(u"op-1"_s));
        staff.stop();
        QVERIFY(staff.audit(u"sup-1"_s).contains(u"recovered sup-7 "_s + made.recoveryId));
        QVERIFY(staff.audit(u"sup-1"_s).contains(u"recovery-made sup-2 "_s + made.recoveryId));
    }

    void aForgottenOrSuspendedSupervisorComesBack()
    {
        Staff staff;
        const RecoveryShares made = sharesOf(staff);
        QVERIFY(staff.confirm(staff.propose(PersonChange::Suspend, u"sup-2"_s, u"sup-1"_s), u"op-1"_s));
        staff.restart();
        QVERIFY(settled(
            staff.vault().recover(typed({made.shares[0], made.shares[2]}), newSupervisor(u"sup-2"_s))));
        staff.restart();
        QCOMPARE(faultOf(staff.login(u"sup-2"_s)), StoreFault::WrongPassphrase);
        QVERIFY(staff.login(u"sup-2"_s, newWords));
    }

    void sharesThatDoNotFit()
    {
        Staff staff;
        const RecoveryShares old = sharesOf(staff);
        const RecoveryShares made = sharesOf(staff); // makes the earlier ones worthless
        QVERIFY(old.recoveryId != made.recoveryId);
        const auto tried = [&](const QStringList &texts) {
            return settled(staff.vault().recover(typed(texts), newSupervisor(u"sup-7"_s)));
        };
        QCOMPARE(faultOf(tried({made.shares[0], made.shares[1]})), StoreFault::Refused); // at work
        staff.restart();
        const auto wrong = StoreFault::WrongPassphrase;
        QCOMPARE(faultOf(tried({old.shares[0], old.shares[1]})), wrong);
        QCOMPARE(faultOf(tried({old.shares[0], made.shares[1]})), wrong);
        QCOMPARE(faultOf(tried({made.shares[0], made.shares[0]})), wrong);
        QCOMPARE(faultOf(tried({made.shares[0]})), StoreFault::Invalid);
        QString mistyped = made.shares[1];
        mistyped[20] = mistyped[20] == u'A' ? u'B' : u'A';
        QCOMPARE(faultOf(tried({made.shares[0], mistyped})), StoreFault::Invalid);
        const RecoveryShare forged{2, made.recoveryId, SecretBytes::random(32)};
        QCOMPARE(faultOf(tried({made.shares[0], shareText(forged)})), wrong);
        QCOMPARE(faultOf(settled(staff.vault().recover(typed({made.shares[0], made.shares[1]}),
                                                       newSupervisor(u"op-7"_s)))),
                 StoreFault::Invalid); // not a supervisor
        QVERIFY(tried({made.shares[0], made.shares[1]}));
    }

    void anOldRingDoesNotBringOldSharesBack()
    {
        Staff staff;
        const RecoveryShares old = sharesOf(staff);
        const QByteArray oldRing = readAll(staff.file("keyring.json"));
        const RecoveryShares made = sharesOf(staff);
        staff.stop();
        overwrite(staff.file("keyring.json"), oldRing);
        staff.restart();
        QCOMPARE(faultOf(settled(staff.vault().recover(typed({old.shares[0], old.shares[1]}),
                                                       newSupervisor(u"sup-7"_s)))),
                 StoreFault::WrongPassphrase);
        QVERIFY(settled(
            staff.vault().recover(typed({made.shares[0], made.shares[1]}), newSupervisor(u"sup-7"_s))));
    }

    void makingSharesTakesTwoPeople()
    {
        Staff staff;
        const auto tried = [&](const QString &by, const QString &with) {
            return faultOf(
                settled(staff.vault().makeRecovery(Staff::person(by), with, secret(Staff::phrase(with)))));
        };
        staff.login(u"op-1"_s).value();
        QCOMPARE(tried(u"op-1"_s, u"sup-1"_s), StoreFault::Refused);
        staff.login(u"sup-1"_s).value();
        QCOMPARE(tried(u"sup-1"_s, u"sup-1"_s), StoreFault::Refused);
        QCOMPARE(tried(u"sup-1"_s, u"op-1"_s), StoreFault::Refused);
        QVERIFY(!settled(staff.vault().hasRecovery()).value());
    }

    void theOldMasterKeyIsGone()
    {
        Staff staff;
        const RecoveryShares made = sharesOf(staff);
        staff.stop();
        const QByteArray oldRing = readAll(staff.file("keyring.json"));
        staff.restart();
        settled(staff.vault().recover(typed({made.shares[0], made.shares[1]}), newSupervisor(u"sup-7"_s)))
            .value();
        QVERIFY(staff.ring().generation() == 2);
        staff.stop();
        overwrite(staff.file("keyring.json"), oldRing); // an old copy obeys the shares, and opens nothing
        staff.restart();
        QCOMPARE(faultOf(settled(staff.vault().recover(typed({made.shares[0], made.shares[1]}),
                                                       newSupervisor(u"sup-8"_s)))),
                 StoreFault::Damaged);
    }
};

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
