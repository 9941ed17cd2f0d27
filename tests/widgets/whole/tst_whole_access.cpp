#include "wholewindow.h"

#include "widgets/controls/field.h"
#include "widgets/details/formview.h"
#include "widgets/fingers/handdiagram.h"

#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a person can operate, in sight now.
QList<QWidget *> controlsOf(const QWidget &window)
{
    QList<QWidget *> controls;
    for (QWidget *one : window.findChildren<QWidget *>()) {
        const bool kind = qobject_cast<QAbstractButton *>(one) || qobject_cast<QLineEdit *>(one)
            || qobject_cast<QComboBox *>(one) || qobject_cast<QAbstractItemView *>(one)
            || qobject_cast<QAbstractSlider *>(one)
            || (one->focusPolicy() & Qt::TabFocus && !qobject_cast<Page *>(one));
        const bool part = qobject_cast<QScrollBar *>(one) || qobject_cast<QHeaderView *>(one)
            || qobject_cast<QComboBox *>(one->parentWidget()) || one->inherits("QTableCornerButton");
        if (one->isVisible() && kind && !part)
            controls << one;
    }
    return controls;
}

QString whatIs(const QWidget *widget)
{
    QString text = QString::fromLatin1(widget->metaObject()->className()) + u" \""_s + widget->objectName()
        + u"\" %1x%2"_s.arg(widget->width()).arg(widget->height());
    return text + u" in "_s + (widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
}

} // namespace

/// Every page of the product for whoever cannot see it, point at it, or read small letters.
class WholeAccessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }
    void cleanup()
    {
        applyTextScale(*qApp, 1.0);
        if (m_shared)
            m_shared->language.setLanguage(Language::English);
    }
    void cleanupTestCase() { m_shared.reset(); }

    void everyControlIsNamedAndLargeEnough_data() { eachPage(WholeWindow::all()); }
    void everyControlIsNamedAndLargeEnough()
    {
        QFETCH(QString, key);
        WholeWindow &whole = shared();
        whole.show(key);
        constexpr int target = 44;
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            const QList<QWidget *> controls = controlsOf(whole.window);
            QVERIFY(controls.size() >= 2);
            for (QWidget *control : controls) {
                QAccessibleInterface *access = QAccessible::queryAccessibleInterface(control);
                QVERIFY2(access && !access->text(QAccessible::Name).trimmed().isEmpty(),
                         qPrintable(whatIs(control) + u" has no name"_s));
                QVERIFY2(!control->objectName().isEmpty(), qPrintable(whatIs(control)));
                const bool slider = qobject_cast<QAbstractSlider *>(control);
                QVERIFY2(slider || (control->width() >= target && control->height() >= target),
                         qPrintable(whatIs(control) + u" is too small"_s));
            }
            QCOMPARE(whole.window.size(), QSize(1366, 768));
        }
    }

    void tabFollowsTheReadingOrder()
    {
        WholeWindow whole;
        whole.show(u"details"_s);
        auto *page = qobject_cast<DetailsPage *>(whole.window.currentPage());
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            const bool urdu = language == Language::Urdu;
            page->form()->field(urdu ? u"name.ur"_s : u"name.en"_s)->focusInput();
            QStringList seen;
            for (int i = 0; i < 8; ++i) {
                for (const FieldSpec *spec : whole.desk.form().allFields())
                    if (page->form()->field(spec->key)->hasInputFocus()
                        || page->form()->field(spec->key)->isAncestorOf(QApplication::focusWidget()))
                        seen << spec->key;
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            }
            const QStringList pair
                = urdu ? QStringList{u"name.ur"_s, u"name.en"_s} : QStringList{u"name.en"_s, u"name.ur"_s};
            QCOMPARE(seen,
                     pair
                         + QStringList({u"gender"_s, u"birth.date"_s, u"birth.province"_s,
                                        u"birth.district"_s, u"marital"_s, u"religion"_s}));
        }
    }

    void fingersAreChildrenOfTheHands()
    {
        WholeWindow whole;
        whole.show(u"fingers"_s);
        auto *hands = whole.window.findChild<HandDiagram *>(u"fingers.hands"_s);
        hands->setFinger(FingerPosition::RightIndex, {FingerMark::Low, 37, 2});
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(hands);
        QCOMPARE(access->childCount(), 10);
        QSet<QString> names;
        for (int i = 0; i < 10; ++i) {
            QAccessibleInterface *finger = access->child(i);
            QVERIFY(finger && finger->isValid());
            QCOMPARE(finger->parent(), access);
            QCOMPARE(access->indexOfChild(finger), i);
            QVERIFY(finger->rect().width() >= 44 && access->rect().intersects(finger->rect()));
            const QPoint at = finger->rect().center();
            QCOMPARE(access->childAt(at.x(), at.y()), finger);
            names << finger->text(QAccessible::Name);
        }
        QCOMPARE(names.size(), 10);
        QAccessibleInterface *index = access->child(1);
        QCOMPARE(index->text(QAccessible::Name), u"Right index finger, 37, low, best kept, try 2"_s);
        QVERIFY(!index->state().selected);
        index->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QVERIFY(index->state().selected);
        QCOMPARE(hands->selected(), FingerPosition::RightIndex);
        hands->setFocus(Qt::TabFocusReason);
        QCOMPARE(access->focusChild(), index);
        QTest::keyClick(hands, Qt::Key_Right);
        QVERIFY(access->focusChild() != index);
        hands->setSelectable(false); // a picture only, as on the approval page
        QVERIFY(!index->actionInterface());
    }

    void largeTextKeepsEveryPageOperable_data() { eachPage(WholeWindow::all()); }
    void largeTextKeepsEveryPageOperable()
    {
        QFETCH(QString, key);
        WholeWindow &whole = shared();
        whole.show(key);
        whole.window.setTextScale(2.0);
        for (const Language language : {Language::English, Language::Urdu}) {
            whole.language.setLanguage(language);
            whole.settle();
            whole.settle();
            QCOMPARE(whole.window.size(), QSize(1366, 768));
            // Bars never lose a button; what stands in the page can be scrolled to.
            for (const QWidget *control : controlsOf(whole.window)) {
                const QRect place(control->mapTo(&whole.window, QPoint()), control->size());
                bool scrolls = false;
                for (const QWidget *up = control->parentWidget(); up; up = up->parentWidget())
                    scrolls = scrolls || qobject_cast<const QAbstractScrollArea *>(up);
                QVERIFY2(scrolls || whole.window.rect().contains(place), qPrintable(whatIs(control)));
            }
            if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty())
                QVERIFY(whole.window.grab().save(
                    shots + u'/' + key + (language == Language::Urdu ? u"-200-ur.png"_s : u"-200-en.png"_s)));
        }
    }

private:
    /// One window for all walks from page to page: a new one for each page costs more than the walk.
    WholeWindow &shared()
    {
        if (!m_shared)
            m_shared = std::make_unique<WholeWindow>();
        return *m_shared;
    }
    void eachPage(const QStringList &keys)
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : keys)
            QTest::newRow(qPrintable(key)) << key;
    }
    std::unique_ptr<WholeWindow> m_shared;
};

QTEST_MAIN(WholeAccessTest)
#include "tst_whole_access.moc"
