#include "widgets/fingers/handdiagram.h"

#include "widgets/fingers/handaccess.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QtMath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSizeF drawing(534, 304);

struct Bone {
    QPointF root, tip;
};

/// Of the left hand as drawn, thumb to little finger; the right hand is its mirror image.
constexpr std::array<Bone, 5> bones{Bone{{164, 243}, {218, 178.7}}, Bone{{166, 182}, {184.7, 85.8}},
                                    Bone{{138, 173}, {143.9, 61.2}}, Bone{{110, 177}, {101.1, 75.4}},
                                    Bone{{84, 195}, {62.5, 120}}};

/// Left to right on the picture: what the arrow keys walk along.
constexpr std::array<FingerPosition, 10> leftToRight{FingerPosition::LeftLittle, FingerPosition::LeftRing,
                                                     FingerPosition::LeftMiddle, FingerPosition::LeftIndex,
                                                     FingerPosition::LeftThumb,  FingerPosition::RightThumb,
                                                     FingerPosition::RightIndex, FingerPosition::RightMiddle,
                                                     FingerPosition::RightRing,  FingerPosition::RightLittle};

bool isRight(FingerPosition finger) { return static_cast<int>(finger) <= 5; }

Bone boneOf(FingerPosition finger)
{
    Bone bone = bones[static_cast<size_t>((static_cast<int>(finger) - 1) % 5)];
    if (isRight(finger)) {
        bone.root.setX(drawing.width() - bone.root.x());
        bone.tip.setX(drawing.width() - bone.tip.x());
    }
    return bone;
}

QPainterPath fingerPath(FingerPosition finger, qreal thickness)
{
    const Bone bone = boneOf(finger);
    QPainterPath line(bone.root);
    line.lineTo(bone.tip);
    QPainterPathStroker stroker;
    stroker.setWidth(thickness);
    stroker.setCapStyle(Qt::RoundCap);
    return stroker.createStroke(line);
}

QPainterPath palmPath(bool right)
{
    QPainterPath path(QPointF(181, 209));
    path.cubicTo(181, 175, 164, 163, 138, 159);
    path.cubicTo(108, 157, 70, 173, 68, 207);
    path.cubicTo(66, 241, 78, 259, 82, 297);
    path.lineTo(166, 297);
    path.cubicTo(164, 267, 180, 249, 181, 209);
    path.closeSubpath();
    return right ? QTransform(-1, 0, 0, 1, drawing.width(), 0).map(path) : path;
}

} // namespace

HandDiagram::HandDiagram(QWidget *parent)
    : QWidget(parent)
{
    offerHandAccess(); // before a name makes Qt look for an interface
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true); // painted here, inside the panel
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setSizePolicy(policy);
    for (const FingerPosition finger : allFingers)
        m_views.insert(finger, {});
    describeAll();
}

void HandDiagram::setFinger(FingerPosition finger, const FingerView &view)
{
    m_views.insert(finger, view);
    describeAll();
    update();
}

void HandDiagram::setSelected(FingerPosition finger)
{
    m_selected = finger;
    describeAll();
    if (hasFocus())
        announceFinger(*this);
    update();
}

void HandDiagram::setSelectable(bool selectable)
{
    m_selectable = selectable;
    setFocusPolicy(selectable ? Qt::StrongFocus : Qt::NoFocus);
}

QTransform HandDiagram::toWidget() const
{
    const qreal scale = qMin(width() / drawing.width(), height() / drawing.height());
    QTransform transform;
    transform.translate((width() - drawing.width() * scale) / 2, (height() - drawing.height() * scale) / 2);
    transform.scale(scale, scale);
    return transform;
}

/// So many units of the drawing, more where it is drawn so small that nobody could read them.
int HandDiagram::readable(int units) const
{
    constexpr double leastPixels = 10;
    return qMax(units, qCeil(leastPixels / toWidget().m11()));
}

int HandDiagram::fingerAt(const QPointF &point) const
{
    const QPointF at = toWidget().inverted().map(point);
    for (const FingerPosition finger : allFingers)
        if (fingerPath(finger, 40).contains(at))
            return static_cast<int>(finger);
    return 0;
}

QPointF HandDiagram::tipOf(FingerPosition finger) const { return toWidget().map(boneOf(finger).tip); }

QString HandDiagram::describe(FingerPosition finger) const
{
    const FingerView view = m_views.value(finger);
    QStringList parts{said(this, wordsFor(finger))};
    if (view.score <= 100)
        parts << QString::number(view.score);
    switch (view.mark) {
    case FingerMark::ToDo:
        parts << tr("to do");
        break;
    case FingerMark::Now:
        parts << tr("now");
        break;
    case FingerMark::Good:
        parts << tr("good");
        break;
    case FingerMark::Low:
        parts << tr("low, best kept");
        break;
    case FingerMark::Exception:
        parts << tr("cannot be taken");
        break;
    }
    if (view.tries > 0)
        parts << tr("try %1").arg(view.tries);
    return parts.join(tr(", "));
}

void HandDiagram::describeAll()
{
    setAccessibleName(describe(m_selected));
    QStringList all;
    for (const FingerPosition finger : allFingers)
        all << describe(finger);
    setAccessibleDescription(all.join(u'\n'));
    if (hasFocus()) {
        QAccessibleEvent event(this, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void HandDiagram::paintHand(QPainter &painter, bool right) const
{
    const Tokens &tokens = tokensOf(this);
    QPainterPath outline = palmPath(right);
    for (const FingerPosition finger : allFingers)
        if (isRight(finger) == right)
            outline = outline.united(fingerPath(finger, 30));
    painter.setPen(QPen(tokens.controlBorder, 1.5));
    painter.setBrush(tokens.sunken);
    painter.drawPath(outline);
    bool marked = false;
    for (const FingerPosition finger : allFingers) {
        // With a whole hand on the glass several fingers are the present ones.
        const bool present = finger == m_selected || m_views.value(finger).mark == FingerMark::Now;
        if (!m_selectable || isRight(finger) != right || !present)
            continue;
        painter.setBrush(tokens.accentSoft);
        painter.setPen(QPen(tokens.accent, 3));
        painter.drawPath(fingerPath(finger, 31).subtracted(palmPath(right)));
        marked = true;
    }
    if (marked) {
        painter.setPen(Qt::NoPen); // opens the finger towards the palm, as in the drawing of the hand
        painter.setBrush(tokens.sunken);
        painter.drawPath(palmPath(right));
    }
}

void HandDiagram::paintMark(QPainter &painter, FingerMark mark, const QPointF &centre, const Tokens &tokens)
{
    painter.save();
    painter.translate(centre);
    switch (mark) {
    case FingerMark::Good:
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.ok);
        painter.drawEllipse(QPointF(), 12, 12);
        painter.setPen(QPen(tokens.surface, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF(QList<QPointF>{{-5, 0.5}, {-1.5, 4}, {5.5, -4}}));
        break;
    case FingerMark::Low:
        painter.setPen(QPen(tokens.warn, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(tokens.warnSoft);
        painter.drawPolygon(QPolygonF(QList<QPointF>{{0, -13}, {13, 10}, {-13, 10}}));
        painter.setPen(QPen(tokens.warn, 2.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(0, -5), QPointF(0, 2));
        painter.drawPoint(QPointF(0, 6));
        break;
    case FingerMark::Now:
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawEllipse(QPointF(), 12, 12);
        painter.setBrush(tokens.onAccent);
        painter.drawEllipse(QPointF(), 4.5, 4.5);
        break;
    case FingerMark::ToDo: {
        QPen pen(tokens.controlBorder, 1.8);
        pen.setDashPattern({2, 1.7});
        painter.setPen(pen);
        painter.setBrush(tokens.surface);
        painter.drawEllipse(QPointF(), 11, 11);
        break;
    }
    case FingerMark::Exception:
        painter.setPen(QPen(tokens.text, 2));
        painter.setBrush(tokens.surface);
        painter.drawRoundedRect(QRectF(-12, -12, 24, 24), 4, 4);
        painter.drawLine(QPointF(-7, -3), QPointF(7, -3));
        painter.drawLine(QPointF(-7, 3), QPointF(7, 3));
        break;
    }
    painter.restore();
}

void HandDiagram::paintTip(QPainter &painter, FingerPosition finger) const
{
    const Tokens &tokens = tokensOf(this);
    const FingerView view = m_views.value(finger);
    const Bone bone = boneOf(finger);
    paintMark(painter, view.mark, bone.tip, tokens);
    const QColor ink = view.mark == FingerMark::Low ? tokens.warn
        : view.mark == FingerMark::Now              ? tokens.accent
                                                    : tokens.text;
    QPointF outward = bone.tip - bone.root;
    outward /= std::hypot(outward.x(), outward.y());
    const QPointF dots(bone.tip.x() + outward.x() * 6, bone.tip.y() - 27);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    for (int i = 0; i < view.tries; ++i)
        painter.drawEllipse(dots + QPointF(7.0 * i - 3.5 * (view.tries - 1), 0), 2.4, 2.4);
    if (view.score > 100)
        return;
    QFont font = latinFont(TextStyle::Body);
    font.setPixelSize(readable(16));
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QRectF(dots.x() - 30, dots.y() - 45, 60, 40), Qt::AlignHCenter | Qt::AlignBottom,
                     QString::number(view.score));
}

void HandDiagram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(toWidget(), true);
    painter.save();
    painter.setClipRect(QRectF(0, 0, drawing.width(), 275));
    paintHand(painter, false);
    paintHand(painter, true);
    painter.restore();
    for (const FingerPosition finger : allFingers)
        paintTip(painter, finger);
    const Tokens &tokens = tokensOf(this);
    QFont font = fontFor(this, TextStyle::Label); // the drawing grows as a whole
    font.setPixelSize(readable(qMin(font.pixelSize(), 16)));
    painter.setFont(font);
    painter.setPen(tokens.text);
    painter.drawText(QRectF(24, 274, 200, 30), Qt::AlignCenter, tr("Left hand"));
    painter.drawText(QRectF(310, 274, 200, 30), Qt::AlignCenter, tr("Right hand"));
    if (hasFocus()) {
        painter.resetTransform();
        painter.setPen(QPen(tokens.focus, 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 8, 8);
    }
}

void HandDiagram::mousePressEvent(QMouseEvent *event)
{
    const int hit = m_selectable && event->button() == Qt::LeftButton ? fingerAt(event->position()) : 0;
    if (hit > 0)
        Q_EMIT chosen(static_cast<FingerPosition>(hit));
}

void HandDiagram::keyPressEvent(QKeyEvent *event)
{
    const bool back = event->key() == Qt::Key_Left;
    if (!m_selectable || !(back || event->key() == Qt::Key_Right)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto at = std::find(leftToRight.begin(), leftToRight.end(), m_selected) - leftToRight.begin();
    const auto next = static_cast<size_t>(at + (back ? 9 : 1)) % leftToRight.size();
    Q_EMIT chosen(leftToRight[next]);
}

void HandDiagram::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LayoutDirectionChange)
        describeAll();
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

bool HandDiagram::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int hit = fingerAt(help->pos());
        const auto finger = static_cast<FingerPosition>(hit);
        const bool scored = hit > 0 && m_views.value(finger).score <= 100;
        hit > 0 ? QToolTip::showText(
            help->globalPos(),
            describe(finger) + (scored ? u'\n' + tr("Score: an estimate (NFIQ 2 scale)") : QString()), this)
                : QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace indraj
