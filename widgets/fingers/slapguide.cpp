#include "widgets/fingers/slapguide.h"

#include "widgets/theme/textstyle.h"

#include <QPainter>

namespace indraj {

namespace {

constexpr QSize slapDrawing(600, 460);
constexpr int scoreHeight = 112;
// The scanner's white and inks on it that are dark enough in every theme.
const QColor slapGlass(0xEE, 0xF0, 0xF2), slapInk(0x12, 0x18, 0x28), slapLow(0x8A, 0x4B, 0x00);

int scoreOf(const Sample &sample) { return sample.info.quality.isValid() ? sample.info.quality.value : -1; }

} // namespace

ChosenFinger betterOf(const ChosenFinger &slap, const ChosenFinger &single)
{
    ChosenFinger better = scoreOf(single.sample) > scoreOf(slap.sample) ? single : slap;
    better.sample.info.attempts = slap.sample.info.attempts + single.sample.info.attempts;
    int number = 0;
    for (CaptureAttempt &attempt : better.sample.info.attempts)
        attempt.number = ++number;
    return better;
}

SlapGuide::SlapGuide(HandCapture &capture, QObject *parent)
    : QObject(parent)
    , m_capture(capture)
{
    m_second.setInterval(250);
    connect(&m_second, &QTimer::timeout, this, &SlapGuide::liveChanged);
    connect(&capture, &HandCapture::preview, this, [this](const QImage &picture) {
        if (!m_asking)
            return;
        m_live = picture;
        Q_EMIT liveChanged();
    });
    connect(&capture, &HandCapture::asked, this, [this](SlapPlacement placement) {
        m_asking = placement;
        m_until = QDeadlineTimer(m_capture.timeLimit());
        m_second.start();
        Q_EMIT liveChanged();
    });
    const auto rest = [this] {
        m_asking.reset();
        m_second.stop();
        m_live = {};
    };
    // The verdict stands there while the pictures are coded.
    connect(&capture, &HandCapture::tryJudged, this, [this, rest](SlapPlacement, const SlapTry &attempt) {
        rest();
        m_live = drawSlapTry(attempt, [this](FingerPosition finger) { return m_capture.acceptFrom(finger); });
        Q_EMIT liveChanged();
    });
    connect(&capture, &HandCapture::tryFinished, this, rest);
    connect(&capture, &HandCapture::failed, this, rest);
}

bool SlapGuide::isOffered() const { return !placementsOf(m_capture.policy().sequence).isEmpty(); }

void SlapGuide::newApplicant()
{
    stop();
    m_capture.clearAll();
    m_missing.clear();
    m_singles = false;
}

void SlapGuide::setApplicant(const QSet<FingerPosition> &missing, std::optional<int> age)
{
    m_missing.unite(missing);
    m_capture.setAge(age);
    m_capture.setMissing(m_missing);
}

void SlapGuide::setMissing(FingerPosition finger, bool missing)
{
    if (missing)
        m_missing.insert(finger);
    else
        m_missing.remove(finger);
    m_capture.setMissing(m_missing);
}

QList<FingerPosition> SlapGuide::order() const
{
    QList<FingerPosition> order;
    for (const SlapPlacement placement : placementsOf(m_capture.policy().sequence))
        order += fingersOf(placement);
    return order;
}

std::optional<SlapPlacement> SlapGuide::placementOf(FingerPosition finger) const
{
    for (const SlapPlacement placement : placementsOf(m_capture.policy().sequence)) {
        if (fingersOf(placement).contains(finger))
            return placement;
    }
    return {};
}

void SlapGuide::ask(FingerPosition finger)
{
    if (const auto placement = placementOf(finger))
        m_capture.begin(*placement);
}

void SlapGuide::again(FingerPosition finger)
{
    const auto placement = placementOf(finger);
    if (!placement)
        return;
    if (m_capture.tries(*placement).isEmpty())
        m_capture.begin(*placement); // of an earlier shift: its tries were not kept
    else
        m_capture.tryAgain(*placement);
}

void SlapGuide::stop()
{
    m_capture.cancel();
    m_asking.reset();
    m_second.stop();
    m_live = {};
}

int SlapGuide::secondsLeft() const { return m_asking ? int((m_until.remainingTime() + 999) / 1000) : 0; }

std::optional<ChosenFinger> SlapGuide::best(FingerPosition finger) const
{
    const auto placement = placementOf(finger);
    const int at = placement ? m_capture.best(*placement) : -1;
    if (at < 0)
        return {};
    const SlapTry attempt = m_capture.tries(*placement)[at];
    for (const Sample &sample : m_capture.bestSamples(*placement)) {
        if (sample.info.finger != finger)
            continue;
        for (const SlapFingerTry &one : attempt.fingers) {
            if (one.finger == finger)
                return ChosenFinger{sample, one.picture, sample.info.resolution};
        }
    }
    return {};
}

QList<SlapTry> SlapGuide::tries(FingerPosition finger) const
{
    const auto placement = placementOf(finger);
    return placement ? m_capture.tries(*placement) : QList<SlapTry>();
}

QImage drawSlapTry(const SlapTry &attempt, const std::function<int(FingerPosition)> &floorOf)
{
    if (attempt.fingers.isEmpty())
        return attempt.picture;
    QImage drawing(slapDrawing, QImage::Format_RGB32);
    drawing.fill(slapGlass);
    QPainter painter(&drawing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QFont font = latinFont(TextStyle::Body);
    font.setPixelSize(92);
    font.setBold(true);
    painter.setFont(font);
    const double slot = slapDrawing.width() / double(attempt.fingers.size());
    double left = 0;
    for (const SlapFingerTry &one : attempt.fingers) {
        const QRectF box(left + 4, 4, slot - 8, slapDrawing.height() - scoreHeight - 4);
        const QSizeF shown = QSizeF(one.picture.size()).scaled(box.size(), Qt::KeepAspectRatio);
        painter.drawImage(QRectF(box.center().x() - shown.width() / 2, box.bottom() - shown.height(),
                                 shown.width(), shown.height()),
                          one.picture);
        const bool low = !one.quality.isValid() || one.quality.value < floorOf(one.finger);
        painter.setPen(low ? slapLow : slapInk);
        painter.drawText(QRectF(left, slapDrawing.height() - scoreHeight, slot, scoreHeight), Qt::AlignCenter,
                         one.quality.isValid() ? QString::number(one.quality.value) : QStringLiteral("–"));
        left += slot;
    }
    painter.end(); // a picture that is painted on is not handed out
    return drawing;
}

} // namespace indraj
