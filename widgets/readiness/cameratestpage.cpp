#include "widgets/readiness/cameratestpage.h"

#include "widgets/controls/banner.h"
#include "widgets/controls/textlabel.h"
#include "widgets/readiness/camerachart.h"
#include "widgets/readiness/readinesstile.h"
#include "widgets/theme/textstyle.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CameraTestWords {
    Q_DECLARE_TR_FUNCTIONS(indraj::CameraTest)
};

MessageKind kindOfGrade(CameraTestGrade grade)
{
    switch (grade) {
    case CameraTestGrade::Good:
        return MessageKind::Ok;
    case CameraTestGrade::Fair:
        return MessageKind::Warn;
    case CameraTestGrade::Poor:
        return MessageKind::Error;
    case CameraTestGrade::NotSeen:
        break;
    }
    return MessageKind::Neutral;
}

QString figure(double value, int digits)
{
    return isolated(QLocale(QLocale::English).toString(value, 'f', digits));
}

ReadinessLine sharpnessLine(const CameraTestResult &result)
{
    ReadinessLine line{ReadinessLine::Topic::Camera,
                       kindOfGrade(result.sharpness),
                       u"eye"_s,
                       CameraTestWords::tr("Sharpness"),
                       {},
                       {}};
    switch (result.sharpness) {
    case CameraTestGrade::NotSeen:
        line.value = CameraTestWords::tr("Chart not seen yet");
        line.advice
            = CameraTestWords::tr("Turn the camera to this screen, so that the dark square is well in its "
                                  "picture, and hold it still.");
        return line;
    case CameraTestGrade::Good:
        line.value = CameraTestWords::tr("Sharp");
        line.advice = CameraTestWords::tr("Fine detail comes through.");
        break;
    case CameraTestGrade::Fair:
        line.value = CameraTestWords::tr("A little soft");
        line.advice = CameraTestWords::tr("Wipe the lens with a soft cloth and look at the focus.");
        break;
    case CameraTestGrade::Poor:
        line.value = CameraTestWords::tr("Blurred");
        line.advice
            = CameraTestWords::tr("Wipe the lens and set the focus. If it stays so, use another camera.");
        break;
    }
    line.advice += u' '
        + CameraTestWords::tr("Half of the contrast at %1 lines a pixel.").arg(figure(result.mtf50, 2));
    return line;
}

ReadinessLine grainLine(const CameraTestResult &result)
{
    ReadinessLine line{ReadinessLine::Topic::Camera,
                       kindOfGrade(result.grain),
                       u"square"_s,
                       CameraTestWords::tr("Grain"),
                       {},
                       {}};
    switch (result.grain) {
    case CameraTestGrade::NotSeen:
        line.value = CameraTestWords::tr("Card not seen yet");
        line.advice
            = CameraTestWords::tr("Hold the grey card so that it fills the dashed frame, and keep it still.");
        return line;
    case CameraTestGrade::Good:
        line.value = CameraTestWords::tr("Little grain");
        line.advice = CameraTestWords::tr("There is enough light.");
        break;
    case CameraTestGrade::Fair:
        line.value = CameraTestWords::tr("Some grain");
        line.advice = CameraTestWords::tr("More light from the front makes the picture cleaner.");
        break;
    case CameraTestGrade::Poor:
        line.value = CameraTestWords::tr("Grainy");
        line.advice = CameraTestWords::tr("It is too dark for this camera. Turn on more light.");
        break;
    }
    line.advice += u' ' + CameraTestWords::tr("%1 grey levels.").arg(figure(result.grainLevels, 1));
    return line;
}

/// The direction of a cast in words: the stronger of the two axes.
QString castWords(const CardColour &card)
{
    if (std::abs(card.yellowness) >= std::abs(card.redness))
        return card.yellowness > 0 ? CameraTestWords::tr("too yellow") : CameraTestWords::tr("too blue");
    return card.redness > 0 ? CameraTestWords::tr("too red") : CameraTestWords::tr("too green");
}

ReadinessLine colourLine(const CameraTestResult &result)
{
    ReadinessLine line{ReadinessLine::Topic::Camera,
                       kindOfGrade(result.colour),
                       u"colour"_s,
                       CameraTestWords::tr("Colour"),
                       {},
                       {}};
    if (result.colour == CameraTestGrade::NotSeen) {
        line.value = result.cardTooDark ? CameraTestWords::tr("Card too dark")
            : result.cardTooLight       ? CameraTestWords::tr("Card too bright")
                                        : CameraTestWords::tr("Card not seen yet");
        line.advice = result.cardTooDark || result.cardTooLight
            ? CameraTestWords::tr("Mend the light first; the colour cannot be told so.")
            : CameraTestWords::tr(
                "A grey card has no colour of its own: what is seen on it is the camera's.");
        return line;
    }
    if (result.colour == CameraTestGrade::Good) {
        line.value = CameraTestWords::tr("Colours are true");
        line.advice = CameraTestWords::tr("Grey stays grey.");
    } else {
        line.value = CameraTestWords::tr("Picture %1").arg(castWords(result.card));
        line.advice = CameraTestWords::tr("Set the white balance on the photo page, or change the lamp.");
    }
    line.advice += u' ' + CameraTestWords::tr("Off by %1.").arg(figure(result.card.cast(), 1));
    return line;
}

} // namespace

QList<ReadinessLine> cameraTestLines(const CameraTestResult &result)
{
    return {sharpnessLine(result), grainLine(result), colourLine(result)};
}

QString cameraTestSummary(const CameraTestResult &result)
{
    QStringList parts;
    for (const ReadinessLine &line : cameraTestLines(result))
        parts << line.value;
    return parts.join(CameraTestWords::tr(", "));
}

CameraTestPage::CameraTestPage(CameraCheck &check, QWidget *parent)
    : Page(parent)
    , m_check(check)
    , m_notice(new Banner(this))
    , m_sight(new CameraSight(this))
    , m_chart(new CameraChart(this))
    , m_hint(new TextLabel(TextStyle::Small, this))
{
    setObjectName(u"page.cameratest"_s);
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_notice->hide();
    column->addWidget(m_notice);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_sight, 4);
    top->addWidget(m_chart, 3);
    column->addLayout(top, 1);
    m_hint->setTone(u"muted"_s);
    column->addWidget(m_hint);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    for (int k = 0; k < 3; ++k) {
        m_tiles.append(new ReadinessTile(this));
        row->addWidget(m_tiles.last(), 1);
    }
    column->addLayout(row);
    connect(&m_check, &CameraCheck::frame, m_sight, &CameraSight::setPicture);
    connect(&m_check, &CameraCheck::looked, this, [this](const CameraTestResult &result) {
        const bool wasComplete = m_result.isComplete();
        m_result = result;
        m_notice->hide();
        refresh();
        if (m_result.isComplete() && !wasComplete)
            Q_EMIT tested(m_result);
    });
    connect(&m_check, &CameraCheck::cameraFailed, this, [this] {
        m_notice->show(MessageKind::Error,
                       tr("The camera gives no picture. Plug it in; the test goes on by itself."),
                       std::nullopt);
    });
    refresh();
}

PageChrome CameraTestPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Camera test");
    chrome.subtitle = m_result.isComplete() ? tr("Everything has been seen.")
                                            : tr("First the chart, then the grey card. It looks by itself.");
    chrome.tool = ActionSpec{.id = u"again"_s,
                             .text = tr("From the beginning"),
                             .key = QKeySequence(Qt::Key_F5),
                             .icon = u"again"_s};
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Readiness"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    chrome.end = {{.id = u"done"_s, .text = tr("Done"), .kind = ActionSpec::Kind::Primary}};
    return chrome;
}

void CameraTestPage::enter()
{
    m_result = {};
    m_notice->hide();
    m_sight->setPicture({});
    refresh();
    m_check.start();
    setFocus(Qt::OtherFocusReason);
}

void CameraTestPage::leave() { m_check.stop(); }

void CameraTestPage::trigger(const QString &actionId)
{
    if (actionId == "again"_L1)
        enter();
    else
        Q_EMIT navigate(u"readiness"_s);
}

void CameraTestPage::refresh()
{
    m_lines = cameraTestLines(m_result);
    for (int k = 0; k < m_tiles.size(); ++k)
        m_tiles[k]->setLine(m_lines[k]);
    m_hint->setText(tr(
        "Any card that is plain grey will do: what photographers use, or the back of a grey writing pad."));
    Q_EMIT chromeChanged();
}

void CameraTestPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

} // namespace indraj
