#include "biometrics/finger/slap/slapsegmenter.h"
#include "devices/simulator/randomsource.h"
#include "devices/simulator/syntheticslap.h"
#include "tests/support/places.h"

#include <QFile>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace indraj;

/// Slaps as cards show them: beside another print, and NIST's inked ones distorted in ways that change no
/// finger's place. What is found must be right or said to be doubtful.
class TestSlapPrints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void anotherPrintTouchesTheHand();
    void aFingerTheBorderCutsStaysOne();
    void distortedCards_data();
    void distortedCards();

private:
    QList<MasterFinger> m_right, m_left, m_others;
};

namespace {

QByteArray described(const SlapSegmentation &found)
{
    QString text = QStringLiteral("tilt %1").arg(found.tilt);
    for (const SlapProblem problem : found.problems)
        text += u' ' + slapProblemCode(problem);
    for (const FingerSegment &finger : found.fingers)
        text += QStringLiteral(" [%1,%2 %3x%4]")
                    .arg(qRound(finger.centre.x()))
                    .arg(qRound(finger.centre.y()))
                    .arg(qRound(finger.size.width()))
                    .arg(qRound(finger.size.height()));
    return text.toUtf8();
}

bool isRight(const SlapSegmentation &found, const QList<PlacedFinger> &truth)
{
    if (found.fingers.size() != truth.size())
        return false;
    for (qsizetype i = 0; i < truth.size(); ++i) {
        const FingerSegment &segment = found.fingers.at(i);
        const QPointF off = segment.centre - truth.at(i).centre;
        if (segment.position != truth.at(i).position || std::abs(off.x()) > 0.2 * truth.at(i).size.width()
            || std::abs(off.y()) > 0.25 * truth.at(i).size.height()
            || std::abs(segment.size.width() / truth.at(i).size.width() - 1) > 0.35)
            return false;
    }
    return true;
}

/// The darker of both, pixel by pixel: ink on ink.
void lay(QImage &picture, const QImage &print, QPoint at)
{
    QImage both = picture.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&both);
    painter.setCompositionMode(QPainter::CompositionMode_Darken);
    painter.drawImage(at, print);
    painter.end();
    picture = both.convertToFormat(QImage::Format_Grayscale8);
}

/// `print` without the paper round it.
QImage trimmed(const QImage &print)
{
    QRect inked;
    constexpr int paper = 200;
    for (int y = 0; y < print.height(); ++y) {
        for (int x = 0; x < print.width(); ++x) {
            if (print.constScanLine(y)[x] < paper)
                inked |= QRect(x, y, 1, 1);
        }
    }
    return print.copy(inked);
}

} // namespace

void TestSlapPrints::initTestCase()
{
    for (const FingerPosition finger : allFingers) {
        const int code = int(finger);
        if (code != 1 && code != 6)
            (code < 6 ? m_right : m_left).append(growFinger(3, finger));
        m_others.append(growFinger(8, finger));
    }
}

/// As on a card, whose fields lie beside each other: the border cuts the other print, which touches the
/// outermost finger.
void TestSlapPrints::anotherPrintTouchesTheHand()
{
    int right = 0, silent = 0, slaps = 0;
    QByteArray wrong;
    for (int i = 0; i < 24; ++i) {
        RandomSource random(quint64(700 + i));
        SlapTouch touch;
        touch.seed = quint64(i);
        touch.tilt = random.between(-12, 12);
        touch.shift = QPointF(random.between(-30, 30), random.between(-20, 20));
        touch.noise = random.between(0, 4);
        const bool isRightHand = i % 2 == 0;
        SyntheticSlap slap = pressSlap(isRightHand ? m_right : m_left, touch);
        const PlacedFinger outer = slap.fingers.first();
        const QImage print
            = trimmed(pressFinger(m_others.at(i % m_others.size()), makeTouch(TouchKind::Good, quint64(i))));
        const int border = int(outer.centre.x() - outer.size.width() / 2) + 30;
        const int shown = int(random.between(70, 170));
        // What is left of the picture is cut away, so that the other print is cut by the border.
        const int cutAway = border - shown;
        lay(slap.picture, print,
            {border - print.width(),
             int(outer.centre.y() - print.height() / 2.0 + random.between(-150, 150))});
        slap.picture = slap.picture.copy(cutAway, 0, slap.picture.width() - cutAway, slap.picture.height());
        for (PlacedFinger &finger : slap.fingers)
            finger.centre.rx() -= cutAway;
        const auto found = segmentSlap(slap.picture, isRightHand ? SlapKind::RightFour : SlapKind::LeftFour);
        const bool good = isRight(found, slap.fingers);
        ++slaps;
        right += good;
        silent += !good && found.isSure();
        if (!good)
            wrong += described(found) + '\n';
    }
    qInfo("another print at the border: %d of %d right, %d silently wrong", right, slaps, silent);
    QVERIFY2(silent == 0, wrong.constData());
    QVERIFY2(right * 10 >= slaps * 8, wrong.constData());
}

/// It is not taken apart where its ridges turn or a crease runs.
void TestSlapPrints::aFingerTheBorderCutsStaysOne()
{
    for (int i = 0; i < 10; ++i) {
        SlapTouch touch;
        touch.seed = 40 + quint64(i);
        touch.tilt = -10 + 2 * i;
        const bool isRightHand = i % 2 == 0;
        SyntheticSlap slap = pressSlap(isRightHand ? m_right : m_left, touch);
        const PlacedFinger outer = slap.fingers.first();
        const int cutAway = int(outer.centre.x() - outer.size.width() * 0.15);
        slap.picture = slap.picture.copy(cutAway, 0, slap.picture.width() - cutAway, slap.picture.height());
        const auto found = segmentSlap(slap.picture, isRightHand ? SlapKind::RightFour : SlapKind::LeftFour);
        QVERIFY2(!found.isSure(), described(found).constData());
        QVERIFY2(found.fingers.size() == 4, described(found).constData());
    }
}

namespace {

struct Card {
    const char *file;
    SlapKind kind;
    QList<QPointF> centres; ///< of the last phalanges, by eye, pixels
};

QList<Card> cards()
{
    return {{"inked_slap4/a001.png", SlapKind::RightFour, {{205, 720}, {500, 250}, {870, 225}, {1300, 580}}},
            {"inked_slap4/a018.png", SlapKind::RightFour, {{265, 490}, {580, 240}, {917, 415}, {1270, 770}}},
            {"inked_slap4/a070.png", SlapKind::LeftFour, {{410, 715}, {695, 220}, {1000, 125}, {1400, 310}}},
            {"inked_slap4/b124.png", SlapKind::LeftFour, {{278, 730}, {600, 350}, {975, 270}, {1360, 490}}},
            {"tenprint_card/13_right_four_slap.png",
             SlapKind::RightFour,
             {{262, 720}, {555, 260}, {930, 225}, {1360, 570}}}};
}

template <typename Change> QImage changed(QImage picture, Change change)
{
    for (int y = 0; y < picture.height(); ++y) {
        uchar *line = picture.scanLine(y);
        for (int x = 0; x < picture.width(); ++x)
            line[x] = uchar(std::clamp(change(double(line[x])), 0.0, 255.0));
    }
    return picture;
}

struct Distorted {
    QImage picture;
    SlapKind kind;
    QList<QPointF> centres;
};

Distorted mirrored(const QImage &picture, const Card &card)
{
    Distorted result{picture.mirrored(true, false),
                     card.kind == SlapKind::RightFour ? SlapKind::LeftFour : SlapKind::RightFour,
                     {}};
    for (const QPointF &centre : card.centres)
        result.centres.prepend(QPointF(picture.width() - 1 - centre.x(), centre.y()));
    return result;
}

/// On the same sheet: what leaves it is cut, what comes into it is paper.
Distorted turned(const QImage &picture, const Card &card, double degrees)
{
    const QPointF middle(picture.width() / 2.0, picture.height() / 2.0);
    QTransform turn;
    turn.translate(middle.x(), middle.y());
    turn.rotate(degrees);
    turn.translate(-middle.x(), -middle.y());
    QImage sheet(picture.size(), QImage::Format_RGB32);
    sheet.fill(Qt::white);
    QPainter painter(&sheet);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setTransform(turn);
    painter.drawImage(0, 0, picture);
    painter.end();
    Distorted result{sheet.convertToFormat(QImage::Format_Grayscale8), card.kind, {}};
    for (const QPointF &centre : card.centres)
        result.centres.append(turn.map(centre));
    return result;
}

Distorted distorted(const QString &how, const QImage &picture, const Card &card)
{
    RandomSource random(77);
    if (how == QLatin1String("mirrored"))
        return mirrored(picture, card);
    if (how.startsWith(QLatin1String("turned")))
        return turned(picture, card, how.mid(7).toDouble());
    QImage made = picture;
    if (how == QLatin1String("pale"))
        made = changed(picture, [](double grey) { return 255 - (255 - grey) * 0.55; });
    else if (how == QLatin1String("hard"))
        made = changed(picture, [](double grey) { return 128 + (grey - 128) * 1.6; });
    else if (how == QLatin1String("noise"))
        made = changed(picture, [&random](double grey) { return grey + random.normal() * 14; });
    else if (how == QLatin1String("less ink"))
        made = changed(picture, [](double grey) { return 255 * std::pow(grey / 255, 0.6); });
    else if (how == QLatin1String("more ink"))
        made = changed(picture, [](double grey) { return 255 * std::pow(grey / 255, 1.7); });
    return {made, card.kind, card.centres};
}

} // namespace

void TestSlapPrints::distortedCards_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"as it is", "pale", "hard", "noise", "less ink", "more ink", "mirrored",
                            "turned -8", "turned -4", "turned 4", "turned 8"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestSlapPrints::distortedCards()
{
    QFETCH(QString, how);
    int right = 0, sure = 0, silent = 0, all = 0;
    QByteArray wrong;
    const QList<Card> every = cards();
    for (const Card &card : every) {
        const QString path = indraj::test::sharedPath("/fingerprints/") + QString::fromLatin1(card.file);
        if (!QFile::exists(path))
            QSKIP("NIST's slaps are absent");
        const Distorted one = distorted(how, QImage(path).convertToFormat(QImage::Format_Grayscale8), card);
        const auto found = segmentSlap(one.picture, one.kind);
        bool good = found.fingers.size() == one.centres.size();
        for (qsizetype i = 0; good && i < one.centres.size(); ++i) {
            const QPointF off = found.fingers.at(i).centre - one.centres.at(i);
            good = std::abs(off.x()) < 60 && std::abs(off.y()) < 110 && found.fingers.at(i).position;
        }
        ++all;
        right += good;
        sure += found.isSure();
        silent += !good && found.isSure();
        if (!good)
            wrong += QByteArray(card.file) + ": " + described(found) + '\n';
    }
    qInfo("%s: %d of %d right, %d sure, %d silently wrong\n%s", qPrintable(how), right, all, sure, silent,
          wrong.constData());
    QVERIFY2(silent == 0, wrong.constData());
    QVERIFY2(right == all || how != QLatin1String("as it is"), wrong.constData());
}

QTEST_GUILESS_MAIN(TestSlapPrints)
#include "tst_slapprints.moc"
