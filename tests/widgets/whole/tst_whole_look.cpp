#include "wholewindow.h"

#include "widgets/controls/field.h"
#include "widgets/controls/messageline.h"
#include "widgets/details/formview.h"
#include "widgets/portrait/findinglist.h"
#include "widgets/portrait/portraitpanel.h"
#include "widgets/portrait/previewwidget.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// What the pages look like in their window, where a test can tell. INDRAJ_SHOTS=DIR keeps pictures.
class WholeLookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void titlesOfTablesAreLabels_data()
    {
        QTest::addColumn<QString>("key");
        for (const auto &key : {u"sending"_s, u"audit"_s, u"people"_s, u"find"_s})
            QTest::newRow(qPrintable(key)) << key;
    }
    void titlesOfTablesAreLabels()
    {
        QFETCH(QString, key);
        WholeWindow whole;
        whole.show(key);
        for (const Language language : {Language::English, Language::Urdu, Language::English}) {
            whole.language.setLanguage(language);
            whole.settle();
            int seen = 0;
            for (const QHeaderView *header : whole.window.currentPage()->findChildren<QHeaderView *>()) {
                if (header->isHidden())
                    continue;
                ++seen;
                QCOMPARE(header->viewport()->font(), uiFont(TextStyle::Label));
            }
            QVERIFY(seen > 0);
            keepPicture(whole, key, language);
        }
    }

    /// What the operator confirms by using a picture stands in sight, not below an edge.
    void whatIsConfirmedIsInSight()
    {
        WholeWindow whole;
        whole.show(u"photo"_s);
        auto *panel = whole.window.findChild<PortraitPanel *>();
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle(); // the page shows its own again
            panel->setProfiles({u"adult"_s, u"child"_s}, u"adult"_s);
            panel->setTuningOffered(true);
            panel->setVoice(true, true, {});
            panel->showFindings(lookedAt(), 1);
            whole.settle();
            const auto *scroll = panel->findChild<QScrollArea *>();
            const int end = panel->findings()->wordsEnd();
            keepPicture(whole, u"photo"_s, language);
            QVERIFY(scroll->isVisible() && end > 100);
            QVERIFY2(end <= scroll->viewport()->height(),
                     qPrintable(u"%1 of %2 px"_s.arg(end).arg(scroll->viewport()->height())));
        }
    }

    void severalFaceCamerasHaveTheirNames()
    {
        WholeWindow whole;
        whole.cameras.ofServices = {{{}, u"sbi:"_s, false, true},
                                    {u"A-0017 · Acme Portrait 3"_s, u"sbi:Face:A-0017"_s, false, true},
                                    {u"A-0042 · Acme Portrait 3"_s, u"sbi:Face:A-0042"_s, false, true, true}};
        whole.show(u"readiness"_s);
        QVERIFY(whole.cameras.looking);
        whole.cameras.choose(u"sbi:Face:A-0017"_s);
        auto *box = whole.window.findChild<QComboBox *>(u"field.camera"_s);
        QVERIFY(box);
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            QVERIFY(box->currentText().contains(u"A-0017"_s));
            QSet<QString> different;
            for (int i = 0; i < box->count(); ++i)
                different << box->itemText(i);
            QCOMPARE(different.size(), 5);
            keepPicture(whole, u"facecameras"_s, language);
        }
        whole.show(u"home"_s);
        QVERIFY(!whole.cameras.looking);
    }

    void theLivePictureKeepsItsSize()
    {
        WholeWindow whole;
        whole.show(u"photo"_s);
        const auto *preview = whole.window.findChild<PreviewWidget *>();
        auto *page = whole.window.currentPage();
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            page->trigger(u"retake"_s);
            whole.settle();
            const QSize before = preview->size();
            QTest::keyClick(page, Qt::Key_1);
            whole.settle();
            QCOMPARE(preview->size(), before);
        }
    }

    /// A message below a field of the other script stands beside its mark, not at the far end.
    void messagesStandBesideTheirMarks()
    {
        WholeWindow whole;
        whole.show(u"details"_s);
        auto *page = qobject_cast<DetailsPage *>(whole.window.currentPage());
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            page->trigger(u"continue"_s);
            whole.settle();
            QVERIFY(page->form()->field(u"gender"_s)->hasInputFocus()); // the first of them
            page->form()->field(u"mobile"_s)->focusInput();
            int seen = 0;
            for (const MessageLine *line : page->findChildren<MessageLine *>()) {
                if (!line->isVisible())
                    continue;
                ++seen;
                const auto *words = line->findChild<QLabel *>(u"message"_s);
                QCOMPARE(words->alignment() & Qt::AlignHorizontal_Mask,
                         Qt::AlignAbsolute | (line->isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft));
            }
            QVERIFY(seen > 4);
            keepPicture(whole, u"details"_s, language);
        }
    }

    void anEmptyListLeavesTheRestInItsPlace()
    {
        WholeWindow whole;
        whole.show(u"sending"_s);
        const auto *disk = whole.window.findChild<QAbstractButton *>(u"action.sending.carry"_s);
        QVERIFY(disk);
        const auto place = [&] { return disk->mapTo(&whole.window, QPoint()); };
        const QPoint before = place();
        whole.sender.idle = true;
        Q_EMIT whole.sender.recordsChanged();
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            keepPicture(whole, u"sending-empty"_s, language);
        }
        whole.language.setLanguage(Language::English);
        whole.settle();
        QCOMPARE(place(), before);
        for (const QLabel *words :
             whole.window.findChild<QWidget *>(u"sending.side"_s)->findChildren<QLabel *>())
            QVERIFY2(!words->isVisible(), qPrintable(words->text())); // nothing is asked about nothing
    }

    /// Whoever decides is not told that nothing waits.
    void whatWaitsForTheInChargeIsSaid()
    {
        WholeWindow whole;
        whole.show(u"home"_s);
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            keepPicture(whole, u"home"_s, language);
        }
        whole.language.setLanguage(Language::English);
        QVERIFY(whole.window.currentPage()->chrome().subtitle.contains(u"Waiting for your decision"_s));
        whole.desk.setActor({u"op-2"_s, Role::Operator, u"Nadia Jamil"_s, {}});
        QVERIFY(!whole.window.currentPage()->chrome().subtitle.contains(u"decision"_s));
    }

private:
    /// Good, but for glasses, under the rules for adults.
    static FaceCandidate lookedAt()
    {
        PortraitReport report;
        report.profile = u"adult"_s;
        report.verdict = PortraitVerdict::AcceptedWithWarnings;
        report.score = 76;
        for (const FaceMeasureId id :
             {FaceMeasureId::FaceCount, FaceMeasureId::Glasses, FaceMeasureId::Yaw}) {
            PortraitFinding finding;
            finding.warns = id == FaceMeasureId::Glasses;
            finding.measure = {id, finding.warns ? 90.0 : 0.0, 80, 1, {}};
            finding.rule = {id, RuleLevel::Warn, {0, 60}, {0, 60}, {}};
            finding.state = finding.warns ? RuleState::Bad : RuleState::Good;
            report.findings.push_back(finding);
        }
        report.confirmations = {u"sameAsApplicant"_s, u"expression"_s, u"brows"_s,
                                u"coveringLeavesFaceFree"_s, u"noShadowOnFace"_s};
        FaceCandidate candidate;
        candidate.report = report;
        return candidate;
    }
    static void keepPicture(WholeWindow &whole, const QString &name, Language language)
    {
        if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty())
            QVERIFY(whole.window.grab().save(shots + u"/look-"_s + name
                                             + (language == Language::Urdu ? u"-ur.png"_s : u"-en.png"_s)));
    }
};

QTEST_MAIN(WholeLookTest)
#include "tst_whole_look.moc"
