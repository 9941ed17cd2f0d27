#include "widgets/signature/signaturepad.h"

#include "widgets/review/parts.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScreen>
#include <QTabletEvent>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padPlateHeight = 84;
constexpr double leastDensity = 2, usualDensity = 96 / 25.4, mostDensity = 24; ///< pixels per millimetre
constexpr int baseLineHeight = 64; ///< pixels above the lower edge
const QColor padPaper(0xFF, 0xFF, 0xFF), padInk(0x10, 0x18, 0x3C),
    padLine(0xA9, 0xB2, 0xC6); ///< in every theme

PenKind penOf(const QPointerEvent &event)
{
    switch (event.pointerType()) {
    case QPointingDevice::PointerType::Pen:
    case QPointingDevice::PointerType::Eraser:
        return PenKind::Pen;
    case QPointingDevice::PointerType::Finger:
        return PenKind::Touch;
    default:
        return PenKind::Mouse;
    }
}

} // namespace

SignaturePad::SignaturePad(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"signature.pad"_s);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QRect SignaturePad::field() const { return rect().adjusted(0, 0, 0, -padPlateHeight); }

double SignaturePad::pixelsPerMillimetre() const
{
    const QScreen *where = screen();
    const double said = where ? where->physicalDotsPerInchX() / 25.4 : 0;
    // Screens that do not know their size say anything.
    return said >= leastDensity && said <= mostDensity ? said : usualDensity;
}

std::optional<Signature> SignaturePad::signature() const
{
    if (m_strokes.isEmpty())
        return {};
    const double scale = 100 / pixelsPerMillimetre();
    const auto hundredths
        = [scale](double pixels, int most) { return qBound(0, qRound(pixels * scale), most); };
    Signature signature;
    signature.field = {hundredths(field().width(), Signature::largestField),
                       hundredths(field().height(), Signature::largestField)};
    signature.hasPressure = m_allPressure;
    const qint64 begin = m_strokes.first().first().at;
    for (const Traces &traces : m_strokes) {
        PenStroke stroke;
        for (const Trace &trace : traces) {
            const int x = hundredths(trace.place.x(), signature.field.width());
            const int down = hundredths(trace.place.y(), signature.field.height());
            const int pressure = m_allPressure ? qRound(trace.pressure * Signature::fullPressure) : 0;
            stroke.append({x, signature.field.height() - down, int(trace.at - begin), pressure});
        }
        signature.strokes.append(stroke);
    }
    return signature;
}

bool SignaturePad::isFull() const
{
    qsizetype points = 0;
    for (const Traces &stroke : m_strokes)
        points += stroke.size();
    return points >= Signature::mostPoints || (!m_inStroke && m_strokes.size() >= Signature::mostStrokes);
}

qint64 SignaturePad::timeOf(const QPointerEvent &event)
{
    if (!m_eventTimes) {
        m_eventTimes = event.timestamp() > 0;
        m_clock.start();
    }
    const qint64 now = *m_eventTimes ? qint64(event.timestamp()) : m_clock.elapsed();
    const qint64 last = m_strokes.isEmpty() ? now : m_strokes.last().last().at;
    return qMax(now, last);
}

void SignaturePad::touch(const QPointerEvent &event, const QPointF &place, double pressure, bool hasPressure)
{
    if (!writes() || m_inStroke || !QRectF(field()).contains(place) || isFull())
        return;
    if (m_strokes.isEmpty()) {
        m_allPressure = true;
        m_eventTimes.reset();
    }
    const Trace first{place, timeOf(event), pressure};
    m_before.append(m_strokes);
    m_strokes.append(Traces{first});
    m_inStroke = true;
    m_allPressure = m_allPressure && hasPressure;
    m_pen = penOf(event);
    m_deviceName = m_pen == PenKind::Pen ? event.device()->name() : QString();
    update();
}

void SignaturePad::move(const QPointerEvent &event, const QPointF &place, double pressure)
{
    if (!m_inStroke)
        return;
    if (!QRectF(field()).contains(place) || isFull()) {
        m_inStroke = false; // outside nothing is written; a stroke that comes back in is another one
        Q_EMIT changed();
        return;
    }
    const Trace &last = m_strokes.last().last();
    if (last.place == place && qFuzzyCompare(1 + last.pressure, 1 + pressure))
        return;
    m_strokes.last().append({place, timeOf(event), pressure});
    update();
}

void SignaturePad::lift()
{
    m_down = false;
    if (std::exchange(m_inStroke, false))
        Q_EMIT changed();
}

void SignaturePad::undo()
{
    if (m_before.isEmpty() || m_inStroke)
        return;
    m_strokes = m_before.takeLast();
    update();
    Q_EMIT changed();
}

void SignaturePad::clear()
{
    if (m_strokes.isEmpty() || m_inStroke)
        return;
    m_before.append(m_strokes);
    m_strokes.clear();
    update();
    Q_EMIT changed();
}

void SignaturePad::startAnew()
{
    m_strokes.clear();
    m_before.clear();
    m_down = m_inStroke = false;
    update();
    Q_EMIT changed();
}

void SignaturePad::showSaved(const QImage &picture)
{
    m_saved = picture;
    setCursor(writes() ? Qt::CrossCursor : Qt::ArrowCursor);
    update();
}

void SignaturePad::showNone(const QString &reason)
{
    m_none = reason;
    setCursor(writes() ? Qt::CrossCursor : Qt::ArrowCursor);
    update();
}

void SignaturePad::setWords(const BilingualText &words)
{
    if (m_words.english == words.english)
        return;
    m_words = words;
    setAccessibleName(words.english + u'\n' + words.urdu);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    update();
}

void SignaturePad::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_down = true;
    touch(*event, event->position(), 0, false);
}

void SignaturePad::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_down)
        return;
    if (m_inStroke)
        move(*event, event->position(), 0);
    else
        touch(*event, event->position(), 0, false);
}

void SignaturePad::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        lift();
}

void SignaturePad::tabletEvent(QTabletEvent *event)
{
    // Accepted, also when nothing is written: otherwise the same pen comes again as a mouse.
    event->accept();
    const bool pressure
        = event->pointingDevice()->capabilities().testFlag(QInputDevice::Capability::Pressure);
    const double pressed = pressure ? qBound(0.0, event->pressure(), 1.0) : 0;
    switch (event->type()) {
    case QEvent::TabletPress:
        m_down = true;
        touch(*event, event->position(), pressed, pressure);
        break;
    case QEvent::TabletMove:
        if (m_inStroke)
            move(*event, event->position(), pressed);
        else if (m_down)
            touch(*event, event->position(), pressed, pressure);
        break;
    case QEvent::TabletRelease:
        lift();
        break;
    default:
        break;
    }
}

void SignaturePad::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QPainterPath corners;
    corners.addRoundedRect(rect(), 8, 8);
    painter.setClipPath(corners);
    painter.fillRect(rect(), padPaper);
    paintField(painter);
    paintPlate(painter);
    painter.setClipping(false);
    painter.setPen(QPen(tokensOf(this).controlBorder, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

void SignaturePad::paintField(QPainter &painter) const
{
    const QRect area = field().adjusted(24, 16, -24, -16);
    if (!m_saved.isNull()) {
        const QSize shown = m_saved.size().scaled(m_saved.size().boundedTo(area.size()), Qt::KeepAspectRatio);
        QRect place({}, shown);
        place.moveCenter(area.center());
        painter.drawImage(place, m_saved);
        return;
    }
    if (!m_none.isEmpty()) {
        painter.setPen(padInk);
        painter.setFont(fontFor(this, TextStyle::Guidance));
        painter.drawText(area, int(Qt::AlignCenter) | int(Qt::TextWordWrap), m_none);
        return;
    }
    QPen line(padLine, 2);
    line.setDashPattern({4, 4});
    painter.setPen(line);
    const int height = field().bottom() - baseLineHeight;
    painter.drawLine(area.left() + 28, height, area.right(), height);
    painter.setPen(QPen(padLine, 2.5, Qt::SolidLine, Qt::RoundCap)); // the cross one signs after
    painter.drawLine(area.left(), height - 12, area.left() + 14, height + 2);
    painter.drawLine(area.left(), height + 2, area.left() + 14, height - 12);
    paintStrokes(painter);
}

void SignaturePad::paintStrokes(QPainter &painter) const
{
    for (const Traces &stroke : m_strokes) {
        const auto width
            = [this](const Trace &trace) { return m_allPressure ? 1.2 + 3.6 * trace.pressure : 2.4; };
        painter.setPen(QPen(padInk, width(stroke.first()), Qt::SolidLine, Qt::RoundCap));
        painter.drawPoint(stroke.first().place);
        for (qsizetype i = 1; i < stroke.size(); ++i) {
            painter.setPen(QPen(padInk, width(stroke[i]), Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(stroke[i - 1].place, stroke[i].place);
        }
    }
}

void SignaturePad::paintPlate(QPainter &painter) const
{
    const Tokens &tokens = tokensOf(this);
    const QRectF plate(0, height() - padPlateHeight, width(), padPlateHeight);
    painter.fillRect(plate, tokens.overlayPlate);
    painter.setPen(tokens.overlayText);
    painter.setLayoutDirection(Qt::RightToLeft);
    painter.setFont(naskhFont(TextStyle::Guidance));
    painter.drawText(plate.adjusted(8, 2, -8, -36), Qt::AlignCenter, m_words.urdu);
    QFont english = latinFont(TextStyle::Guidance);
    english.setBold(false);
    painter.setLayoutDirection(Qt::LeftToRight); // or the question mark goes to the wrong end
    painter.setFont(english);
    painter.drawText(plate.adjusted(8, 46, -8, -10), Qt::AlignCenter, m_words.english);
}

} // namespace indraj
