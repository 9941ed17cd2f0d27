#include "stationfakes.h"

#include "widgets/controls/qrcode.h"
#include "widgets/people/newpassphrase.h"
#include "widgets/people/passphraserule.h"
#include "widgets/people/peoplemodel.h"
#include "widgets/people/peoplepage.h"
#include "widgets/people/recoverpage.h"
#include "widgets/people/secondperson.h"
#include "widgets/people/sharepaper.h"
#include "widgets/people/sharesview.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

#include <ReadBarcode.h>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

const StationNames station{{u"NRC Gulzar Chowk"_s, u"این آر سی گلزار چوک"_s}, u"TRN-01"_s, true, {}};

struct Office {
    MemoryPeople people;
    MemoryAudit audit;
    MemoryStore store;
    EnrolmentDesk desk{store, firstCardForm(), allPlaces()};
    PeoplePage page{people, audit, desk, u"TRN-01"_s};

    Office()
    {
        desk.setActor(people.all.first().actor); // in-1
        page.resize(790, 600);
        page.show();
        page.sidePanel()->setParent(&page, Qt::Window);
        page.sidePanel()->show();
        page.enter();
    }
    bool ready()
    {
        return QTest::qWaitFor([this] { return page.model()->rowCount() == 4; });
    }
    void choose(int row) { page.findChild<QTableView *>(u"people.table"_s)->selectRow(row); }
    QAbstractButton *button(const QString &name)
    {
        return page.sidePanel()->findChild<QAbstractButton *>(u"action."_s + name);
    }
    QLineEdit *line(const QString &name) { return page.findChild<QLineEdit *>(u"field."_s + name); }
    bool primaryEnabled() { return page.chrome().end.last().enabled; }
};

} // namespace

class StationPeople : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForStation(); }

    void gradesAreHonest_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<PassphraseGrade>("grade");
        QTest::newRow("nothing") << u"  "_s << PassphraseGrade::Empty;
        QTest::newRow("eleven") << u"abcdefghijk"_s << PassphraseGrade::TooShort;
        QTest::newRow("four short words") << u"a b c d"_s << PassphraseGrade::TooShort;
        QTest::newRow("one letter") << u"aaaaaaaaaaaaaaaaaaaaaaaa"_s << PassphraseGrade::TooEven;
        QTest::newRow("twelve") << u"abcdefghijkl"_s << PassphraseGrade::Enough;
        QTest::newRow("four words") << u"amber field quiet lamp"_s << PassphraseGrade::Strong;
        QTest::newRow("urdu") << u"نیلا دریا پرانا پتھر لمبا"_s << PassphraseGrade::Strong;
    }
    void gradesAreHonest()
    {
        QFETCH(QString, text);
        QFETCH(PassphraseGrade, grade);
        QCOMPARE(gradePassphrase(text), grade);
    }

    void secondPersonIsASupervisorWhereThereIsOne()
    {
        MemoryPeople people;
        const auto ids = [](const QList<OperatorEntry> &list) {
            QStringList out;
            for (const OperatorEntry &entry : list)
                out << entry.actor.id;
            return out;
        };
        QCOMPARE(ids(secondPeople(people.all, u"in-1"_s, u"op-1"_s)), QStringList{u"in-2"_s});
        // The other supervisor is the one concerned: an active operator, never a suspended one.
        QCOMPARE(ids(secondPeople(people.all, u"in-1"_s, u"in-2"_s)), QStringList{u"op-1"_s});
    }

    void suspendingNeedsTwo()
    {
        Office office;
        QVERIFY(office.ready());
        office.choose(2); // op-1
        office.button(u"person.suspend"_s)->click();
        QCOMPARE(office.page.stage(), PeoplePage::Stage::Form);
        office.page.trigger(u"ask"_s);
        QTRY_COMPARE(office.page.stage(), PeoplePage::Stage::Confirm);
        QVERIFY(!office.people.all.at(2).suspended); // asked for, not done
        office.page.trigger(u"confirm"_s);
        QVERIFY(!office.page.secondPerson()->message().isEmpty()); // nothing typed
        QTest::keyClicks(office.line(u"secondPassphrase"_s), u"wrong phrase"_s);
        office.page.trigger(u"confirm"_s);
        QTRY_VERIFY(office.primaryEnabled());
        QCOMPARE(office.page.stage(), PeoplePage::Stage::Confirm);
        QVERIFY(office.line(u"secondPassphrase"_s)->text().isEmpty());
        QSignalSpy done(&office.page, &PeoplePage::done);
        QTest::keyClicks(office.line(u"secondPassphrase"_s), u"blue river stone"_s);
        QTest::keyClick(office.line(u"secondPassphrase"_s), Qt::Key_Return);
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(office.people.all.at(2).suspended);
        QCOMPARE(office.page.stage(), PeoplePage::Stage::People);
    }

    void laterKeepsTheProposalAndWithdrawTakesItBack()
    {
        Office office;
        QVERIFY(office.ready());
        office.choose(2);
        office.button(u"person.role"_s)->click();
        office.page.trigger(u"ask"_s);
        QTRY_COMPARE(office.page.stage(), PeoplePage::Stage::Confirm);
        office.page.trigger(u"later"_s);
        QCOMPARE(office.people.open.size(), 1);
        QCOMPARE(office.people.open.first().person.role, Role::Supervisor);
        auto *again = office.page.findChild<QAbstractButton *>(u"action.confirm.op-1"_s);
        QVERIFY(again);
        again->click();
        QCOMPARE(office.page.stage(), PeoplePage::Stage::Confirm);
        office.page.trigger(u"withdraw"_s);
        QTRY_VERIFY(office.people.open.isEmpty());
        QTRY_VERIFY(office.page.proposals().isEmpty());
        QCOMPARE(office.people.all.at(2).actor.role, Role::Operator);
    }

    void nobodyChangesHimself()
    {
        Office office;
        QVERIFY(office.ready());
        office.choose(0); // in-1 himself
        QVERIFY(!office.button(u"person.suspend"_s)->isEnabled());
        QVERIFY(!office.button(u"person.remove"_s)->isEnabled());
        QVERIFY(office.button(u"person.passphrase"_s)->isEnabled());
    }

    void addingAsksForEverythingAndShowsNoPassphrase()
    {
        Office office;
        QVERIFY(office.ready());
        office.page.trigger(u"add"_s);
        office.page.trigger(u"ask"_s); // nothing filled in
        QCOMPARE(office.page.stage(), PeoplePage::Stage::Form);
        QVERIFY(office.people.open.isEmpty());
        QTest::keyClicks(office.line(u"person.id"_s), u"op-3"_s);
        QTest::keyClicks(office.line(u"person.en"_s), u"Hina Parveen"_s);
        typeUrdu(office.line(u"person.ur"_s), u"حنا پروین"_s);
        QTest::keyClicks(office.line(u"newPassphrase"_s), u"green lamp far road"_s);
        QTest::keyClicks(office.line(u"newPassphraseAgain"_s), u"green lamp far roaD"_s);
        office.page.trigger(u"ask"_s);
        QVERIFY(office.people.open.isEmpty()); // not alike
        office.line(u"newPassphraseAgain"_s)->clear();
        QTest::keyClicks(office.line(u"newPassphraseAgain"_s), u"green lamp far road"_s);
        office.page.trigger(u"ask"_s);
        QTRY_COMPARE(office.page.stage(), PeoplePage::Stage::Confirm);
        QCOMPARE(office.people.lastPassphrase, u"green lamp far road"_s);
        QCOMPARE(office.people.open.first().person.nameUrdu, u"حنا پروین"_s);
        for (const QLabel *label : office.page.findChildren<QLabel *>())
            QVERIFY(!label->text().contains(u"green lamp"_s));
        QVERIFY(!office.page.chrome().subtitle.contains(u"green"_s));
        QVERIFY(office.line(u"newPassphrase"_s)->text().isEmpty());
    }

    void leavingForgetsWhatWasTyped()
    {
        Office office;
        QVERIFY(office.ready());
        office.choose(2);
        office.button(u"person.passphrase"_s)->click();
        QTest::keyClicks(office.line(u"newPassphrase"_s), u"green lamp far road"_s);
        office.page.leave();
        QVERIFY(office.line(u"newPassphrase"_s)->text().isEmpty());
    }

    void sharesGoToThreeHoldersOneAfterTheOther()
    {
        Office office;
        QVERIFY(office.ready());
        office.page.trigger(u"recovery"_s);
        QTest::keyClicks(office.line(u"secondPassphrase"_s), u"blue river stone"_s);
        office.page.trigger(u"make"_s);
        QTRY_COMPARE(office.page.stage(), PeoplePage::Stage::Shares);
        SharesView *shares = office.page.shares();
        auto *text = office.page.findChild<QLabel *>(u"share.text"_s);
        QSignalSpy done(&office.page, &PeoplePage::done);
        for (int holder = 1; holder <= 3; ++holder) {
            QCOMPARE(shares->number(), holder);
            QVERIFY(!shares->isShown() && text->text().isEmpty()); // the seat is handed over first
            office.page.trigger(u"show"_s);
            QVERIFY(shares->isShown());
            const QStringList groups
                = text->text().split(QRegularExpression(u"[\\s-]+"_s), Qt::SkipEmptyParts);
            QCOMPARE(groups.size(), 9);
            QTest::keyClicks(office.line(u"shareGroup"_s), u"zzzzz"_s);
            office.page.trigger(u"show"_s);
            QVERIFY(shares->isShown()); // typed wrong: not the next yet
            QVERIFY(!shares->message().isEmpty());
            office.line(u"shareGroup"_s)->clear();
            QTest::keyClicks(office.line(u"shareGroup"_s), groups.at(shares->askedGroup() - 1).toLower());
            office.page.trigger(u"show"_s);
        }
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(text->text().isEmpty());
        QCOMPARE(office.page.stage(), PeoplePage::Stage::People);
    }

    void leavingInTheMiddleForgetsTheShares()
    {
        Office office;
        QVERIFY(office.ready());
        office.page.shares()->start({u"R-1"_s, {u"AAAAA-BBBBB"_s, u"C-D"_s, u"E-F"_s}}, u"TRN-01"_s);
        office.page.shares()->goOn();
        auto *text = office.page.findChild<QLabel *>(u"share.text"_s);
        QVERIFY(text->text().contains(u"AAAAA"_s));
        office.page.leave();
        QVERIFY(text->text().isEmpty());
        QVERIFY(!office.page.shares()->isUnderWay());
    }

    void printedShareIsReadBack()
    {
        const QString share = u"A1B2C-D3E4F-G5H6J-K7L8M-N9P0Q-R1S2T-U3V4W-X5Y6Z-11AAA"_s;
        const SharePage page{1, share, u"R-7F3K"_s, u"TRN-01"_s, QDateTime::currentDateTimeUtc()};
        QImage paper(740, 1050, QImage::Format_Grayscale8);
        paper.fill(255);
        QPainter painter(&paper);
        painter.scale(0.5, 0.5);
        QVERIFY(paintShare(painter, page));
        painter.end();
        const auto read = ZXing::ReadBarcode({paper.constBits(), paper.width(), paper.height(),
                                              ZXing::ImageFormat::Lum, int(paper.bytesPerLine())});
        QVERIFY(read.isValid());
        QCOMPARE(QString::fromStdWString(read.text()), share);

        QTemporaryDir folder;
        const QString path = folder.filePath(u"share.pdf"_s);
        QVERIFY(writeSharePdf(path, {page, page}));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pdf = file.readAll();
        QCOMPARE(pdf.count("/Type /Page\n"), 2);
        QVERIFY(!pdf.contains("A1B2C")); // neither title nor text layer tells it
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QCOMPARE(writeSharePdf(path, {page}).error().fault, SharePaperFault::CannotOpen); // never over a file
    }

    void recoveryTakesTwoSharesAndAPerson()
    {
        MemoryPeople people;
        MemoryAccess access;
        RecoverPage page(people, access, station);
        page.show();
        page.enter();
        QSignalSpy in(&page, &RecoverPage::recovered);
        auto *first = page.findChild<QLineEdit *>(u"field.share.1"_s);
        auto *second = page.findChild<QLineEdit *>(u"field.share.2"_s);
        const auto fill = [&](const QString &one, const QString &two) {
            first->clear();
            second->clear();
            QTest::keyClicks(first, one);
            QTest::keyClicks(second, two);
            for (const QString &name : {u"field.newPassphrase"_s, u"field.newPassphraseAgain"_s}) {
                page.findChild<QLineEdit *>(name)->clear();
                QTest::keyClicks(page.findChild<QLineEdit *>(name), u"green lamp far road"_s);
            }
            page.trigger(u"recover"_s);
        };
        fill(u"A1"_s, u""_s);
        QVERIFY(people.givenShares.isEmpty());
        QVERIFY(!page.message().isEmpty());
        fill(u"X1"_s, u"Y2"_s);
        QTRY_VERIFY2(page.message().contains(u"belong together"_s), qPrintable(page.message()));
        QVERIFY(first->text().isEmpty());
        fill(u"A1"_s, u"B2"_s);
        QTRY_COMPARE(in.size(), 1);
        QCOMPARE(in.first().first().value<Actor>().id, u"su-1"_s);
        QCOMPARE(people.lastPassphrase, u"green lamp far road"_s);
    }
};

QTEST_MAIN(StationPeople)
#include "tst_station_people.moc"
