#include "widgets/portrait/croppanel.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/textlabel.h"
#include "widgets/review/cropwords.h"
#include "widgets/review/parts.h"
#include "widgets/review/portraitwords.h"

#include <QEvent>
#include <QFutureWatcher>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize mostShown(1280, 720);
constexpr int sideWidth = 300;
constexpr double partsAStep = 0.01;
constexpr double moveAStep = 0.005; // of the frame's height
constexpr qsizetype mostEarlier = 200;

enum Button { Smaller, Larger, TurnLeft, TurnRight, Undo, Automatic };

/// Calls `handler` with the result, or nothing where the answer has none; unless `context` is gone by then.
template <class T, class Handler>
void whenAnswered(QObject *context, const QFuture<T> &answer, Handler handler)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handler] {
        watcher->deleteLater();
        const QFuture<T> done = watcher->future();
        handler(done.resultCount() > 0 ? std::optional<T>(done.result()) : std::nullopt);
    });
    watcher->setFuture(answer);
}

} // namespace

CropPanel::CropPanel(FaceCapture &capture, QWidget *page)
    : QFrame(page)
    , m_capture(capture)
    , m_view(new CropView(this))
    , m_result(new CropResult(this))
    , m_title(new TextLabel(TextStyle::Heading, this))
    , m_values(new TextLabel(TextStyle::Small, this))
    , m_size(new MessageLine(this))
    , m_verdict(new MessageLine(this))
{
    setObjectName(u"cropPanel"_s);
    setProperty("panel", u"picker"_s);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true);
    m_size->setObjectName(u"crop.size"_s);
    m_verdict->setObjectName(u"crop.verdict"_s);
    m_values->setObjectName(u"crop.values"_s);
    m_verdict->setWordWrap(true);
    m_size->setWordWrap(true);
    m_values->setTone(u"muted"_s);
    m_values->setWordWrap(true);
    makeButtons();
    layOut();
    connect(m_view, &CropView::grabbed, this, [this] { m_earlier.append(m_now); });
    connect(m_view, &CropView::dragged, this, [this](const QPointF &by) {
        CropAdjustment wanted = m_now;
        wanted.right += by.x();
        wanted.down += by.y();
        step(wanted, false);
    });
    connect(m_view, &CropView::wheeled, this, [this](double steps) { enlarge(steps); });
    page->installEventFilter(this);
    retranslate();
    hide();
}

void CropPanel::makeButtons()
{
    const auto make = [this](const QString &id, const QString &key, auto act) {
        auto *button = new ActionButton(id, {}, this);
        button->setKeyHint(key);
        button->setCompact(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->installEventFilter(this); // the keys work wherever the focus is
        connect(button, &QAbstractButton::clicked, this, act);
        m_buttons.append(button);
    };
    make(u"crop.smaller"_s, u"−"_s, [this] { enlarge(-1); });
    make(u"crop.larger"_s, u"+"_s, [this] { enlarge(1); });
    make(u"crop.left"_s, u"["_s, [this] { turn(degreesAStep); });
    make(u"crop.right"_s, u"]"_s, [this] { turn(-degreesAStep); });
    make(u"crop.undo"_s, u"Ctrl+Z"_s, [this] { undo(); });
    make(u"crop.automatic"_s, u"Home"_s, [this] { step({}); });
}

void CropPanel::layOut()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(16);
    auto *picture = new QVBoxLayout;
    picture->setSpacing(8);
    picture->addWidget(m_view, 1);
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    for (int i = 0; i < m_buttons.size(); ++i)
        grid->addWidget(m_buttons[i], i % 2, i / 2);
    for (int column = 0; column < grid->columnCount(); ++column)
        grid->setColumnStretch(column, 1);
    picture->addLayout(grid);
    row->addLayout(picture, 1);
    m_side = new QWidget(this);
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_result, 1, Qt::AlignHCenter);
    column->addWidget(m_verdict);
    column->addWidget(m_size);
    column->addWidget(m_values);
    column->addStretch();
    row->addWidget(m_side);
}

void CropPanel::open(const FaceCandidate &candidate)
{
    ++m_round;
    m_before = candidate;
    m_automatic = candidate.automatic ? *candidate.automatic : candidate;
    m_now = candidate.adjustment.value_or(CropAdjustment{});
    m_earlier.clear();
    m_judged = candidate;
    m_judging = m_applying = m_failed = false;
    const double scale = wholeScaleOf(m_automatic);
    m_scene = {};
    m_scene.whole = wholeSizeOf(m_automatic);
    m_scene.leftEye = m_automatic.judgement.leftEye * scale;
    m_scene.rightEye = m_automatic.judgement.rightEye * scale;
    guideByRules();
    whenAnswered(this, m_capture.wholePicture(m_automatic, mostShown),
                 [this, round = m_round](const std::optional<QImage> &picture) {
                     if (round != m_round || !picture)
                         return;
                     m_scene.picture = *picture;
                     refresh();
                 });
    setGeometry(parentWidget()->rect());
    fit();
    refresh();
    show();
    raise();
    setFocus(Qt::OtherFocusReason);
}

/// Text of twice the size leaves no room for the keycaps.
void CropPanel::fit()
{
    m_side->setFixedWidth(qMin(scaledRoom(sideWidth), width() * 2 / 5));
    const int columns = static_cast<int>((m_buttons.size() + 1) / 2);
    const int across = (width() - m_side->width() - 3 * 16) / columns - 8;
    for (ActionButton *button : std::as_const(m_buttons))
        button->setKeyShown(true);
    const bool room = std::all_of(m_buttons.cbegin(), m_buttons.cend(), [across](const ActionButton *each) {
        return each->sizeHint().width() <= across;
    });
    for (ActionButton *button : std::as_const(m_buttons))
        button->setKeyShown(room);
}

/// The lines between which the eyes belong, of the rules in force.
void CropPanel::guideByRules()
{
    if (!m_automatic.report)
        return;
    for (const PortraitFinding &each : m_automatic.report->findings) {
        const auto &range = each.rule.accept;
        if (!range.low || !range.high || *range.low < 0 || *range.high > 1)
            continue;
        if (each.measure.id == FaceMeasureId::EyeLine)
            std::tie(m_scene.eyesFrom, m_scene.eyesTo) = std::pair(*range.low, *range.high);
        if (each.measure.id == FaceMeasureId::Centring)
            std::tie(m_scene.middleFrom, m_scene.middleTo) = std::pair(*range.low, *range.high);
    }
}

void CropPanel::close()
{
    ++m_round;
    hide();
    m_before = m_automatic = {};
    m_scene = {};
    m_view->setScene(m_scene); // their pictures are megabytes
    m_result->setScene(m_scene);
    m_judged.reset();
}

void CropPanel::cancel()
{
    close();
    Q_EMIT closed();
}

void CropPanel::step(const CropAdjustment &wanted, bool isNew)
{
    const CropAdjustment next = withinPicture(m_automatic, wanted);
    if (next == m_now)
        return;
    if (isNew)
        m_earlier.append(m_now);
    if (m_earlier.size() > mostEarlier)
        m_earlier.removeFirst();
    change(next);
}

void CropPanel::turn(double byDegrees)
{
    CropAdjustment wanted = m_now;
    wanted.degrees += byDegrees;
    step(wanted);
}

void CropPanel::enlarge(double parts)
{
    CropAdjustment wanted = m_now;
    wanted.size *= std::pow(1 + partsAStep, -parts);
    step(wanted);
}

void CropPanel::move(double across, double down)
{
    const double px = std::max(1.0, moveAStep * m_automatic.place.height());
    CropAdjustment wanted = m_now;
    wanted.right += across * px;
    wanted.down += down * px;
    step(wanted);
}

void CropPanel::undo()
{
    while (!m_earlier.isEmpty()) {
        const CropAdjustment last = m_earlier.takeLast();
        if (last == m_now) // a drag that went nowhere
            continue;
        change(last);
        return;
    }
}

void CropPanel::change(const CropAdjustment &wanted)
{
    m_now = wanted;
    m_judged.reset();
    m_failed = false;
    refresh();
    judge();
}

/// One at a time: what is asked for in the meantime is judged after that, once.
void CropPanel::judge()
{
    if (std::exchange(m_judging, true))
        return;
    whenAnswered(this, m_capture.cutByHand(m_automatic, m_now),
                 [this, of = m_now, round = m_round](const std::optional<FaceCandidate> &answer) {
                     judged(answer, of, round);
                 });
}

void CropPanel::judged(const std::optional<FaceCandidate> &answer, const CropAdjustment &of, int round)
{
    if (round != m_round)
        return;
    m_judging = false;
    if (of != m_now)
        return judge();
    m_judged = answer;
    m_failed = !answer;
    refresh();
    if (std::exchange(m_applying, false))
        apply();
}

void CropPanel::apply()
{
    if (!m_judged) {
        m_applying = !m_failed;
        return refresh();
    }
    const FaceCandidate before = m_before;
    const FaceCandidate by = *m_judged;
    close();
    if (before.at == by.at)
        Q_EMIT closed();
    else
        Q_EMIT applied(before, by);
}

QString CropPanel::statement() const { return m_judged ? m_verdict->text() : QString(); }
QString CropPanel::sizeStatement() const { return m_size->text(); }

void CropPanel::refresh()
{
    m_scene.frame = handFrame(m_automatic, m_now);
    m_view->setScene(m_scene);
    m_result->setScene(m_scene);
    m_values->setText(said(this, cropWords(m_now)));
    const HandSize size = handSize(m_automatic, m_now);
    const bool loses = size.name == "own"_L1 || size.name != handSize(m_automatic, {}).name;
    m_size->setMessage(loses ? MessageKind::Warn : MessageKind::Info, said(this, handSizeWords(size)));
    sayVerdict();
    m_buttons[Undo]->setEnabled(!m_earlier.isEmpty());
    m_buttons[Automatic]->setEnabled(!m_now.isNone());
    setAccessibleDescription(m_values->text() + u'\n' + m_verdict->text() + u'\n' + m_size->text());
}

void CropPanel::sayVerdict()
{
    if (m_failed)
        return m_verdict->setMessage(MessageKind::Error, tr("This crop could not be judged. Try another."));
    if (!m_judged || !m_judged->report)
        return m_verdict->setMessage(MessageKind::Neutral, m_judged ? QString() : tr("Being judged…"));
    const QString refusing = namesOf(&PortraitFinding::refuses);
    const QString warning = namesOf(&PortraitFinding::warns);
    if (!refusing.isEmpty())
        m_verdict->setMessage(MessageKind::Error, tr("Below the rules: %1").arg(refusing));
    else if (!warning.isEmpty())
        m_verdict->setMessage(MessageKind::Warn, tr("The rules hold. Look at: %1").arg(warning));
    else
        m_verdict->setMessage(MessageKind::Ok, tr("All rules hold."));
}

/// The first three with this flag: not the advice, which is for who sits before the camera.
QString CropPanel::namesOf(bool PortraitFinding::*flag) const
{
    constexpr qsizetype most = 3;
    QStringList names;
    for (const PortraitFinding &each : m_judged->report->findings)
        if (each.*flag && names.size() < most)
            names << said(this, wordsFor(each.measure.id));
    return names.join(tr(", "));
}

} // namespace indraj
