#include "biometrics/finger/tool/explaindrawing.h"

#include "biometrics/finger/fingermeasures.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace indraj::fingertool {
namespace {

QColor fillOf(const FingerWindow &window)
{
    switch (window.kind) {
    case FingerWindow::Kind::Blank:
        return Qt::transparent;
    case FingerWindow::Kind::Unclear:
        return QColor(255, 170, 0, 110);
    case FingerWindow::Kind::Ridges:
        return QColor(0, 150, 60, 30 + int(90 * std::clamp(window.clarity, 0.0, 1.0)));
    }
    return Qt::transparent;
}

void drawWindow(QPainter &painter, const FingerWindow &window)
{
    painter.fillRect(window.area.adjusted(1, 1, -1, -1), fillOf(window));
    if (window.kind == FingerWindow::Kind::Blank)
        return;
    // The orientation is measured across the ridges in a picture whose y runs downwards.
    const double along = window.orientation + 1.5707963;
    const double reach = 0.4 * window.area.width() * std::clamp(window.certainty, 0.1, 1.0);
    const QPointF middle = QRectF(window.area).center();
    const QPointF step(std::cos(along) * reach, std::sin(along) * reach);
    painter.setPen(QPen(QColor(0, 60, 160), window.foreground ? 2.5 : 1));
    painter.drawLine(middle - step, middle + step);
}

void drawMinutia(QPainter &painter, const Minutia &minutia, double left, bool paired)
{
    constexpr double reach = 5; // pixels
    const QPointF at(left + double(minutia.x), double(minutia.y));
    painter.setPen(QPen(paired ? QColor(0, 70, 200) : QColor(200, 90, 0), 1.5));
    const QRectF box(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach);
    if (minutia.kind == Minutia::Kind::Ending)
        painter.drawEllipse(box);
    else
        painter.drawRect(box);
    const QPointF along(std::cos(double(minutia.angle)), std::sin(double(minutia.angle)));
    painter.drawLine(at + reach * along, at + 2.6 * reach * along);
}

} // namespace

QImage drawWindows(const QImage &picture)
{
    const auto windows = fingerWindows(picture);
    if (windows.empty())
        return {};
    QImage drawing = picture.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const FingerWindow &window : windows)
        drawWindow(painter, window);
    return drawing;
}

QImage drawSegments(const QImage &slap, const SlapSegmentation &segmentation)
{
    QImage drawing = slap.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    const QImage cells = slapCells(slap);
    for (int y = 0; y < cells.height(); ++y) {
        for (int x = 0; x < cells.width(); ++x) {
            if (cells.constScanLine(y)[x])
                painter.fillRect(x * slapCell, y * slapCell, slapCell, slapCell, QColor(0, 150, 60, 90));
        }
    }
    for (const FingerSegment &finger : segmentation.fingers) {
        const bool sure = finger.doubts.isEmpty() && finger.position;
        painter.setPen(
            QPen(sure ? QColor(0, 70, 200) : QColor(200, 0, 0), 5, sure ? Qt::SolidLine : Qt::DashLine));
        const QPolygonF corners = finger.corners();
        painter.drawPolygon(corners);
        painter.drawLine((corners[0] + corners[1]) / 2,
                         finger.centre * 0.2 + (corners[0] + corners[1]) * 0.4);
    }
    return drawing;
}

QImage drawMatch(const DrawnFinger &first, const DrawnFinger &second, const FingerMatch &match)
{
    const int left = first.picture.width();
    QImage drawing(left + second.picture.width(), std::max(first.picture.height(), second.picture.height()),
                   QImage::Format_RGB32);
    drawing.fill(Qt::white);
    QPainter painter(&drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawImage(0, 0, first.picture);
    painter.drawImage(left, 0, second.picture);
    const auto paired = [&match](int index, bool ofFirst) {
        return std::any_of(match.pairs.begin(), match.pairs.end(), [index, ofFirst](const auto &pair) {
            return (ofFirst ? pair.first : pair.second) == index;
        });
    };
    for (size_t i = 0; i < first.finger.minutiae.size(); ++i)
        drawMinutia(painter, first.finger.minutiae[i], 0, paired(int(i), true));
    for (size_t i = 0; i < second.finger.minutiae.size(); ++i)
        drawMinutia(painter, second.finger.minutiae[i], left, paired(int(i), false));
    painter.setPen(QPen(QColor(0, 70, 200, 90), 1));
    for (const auto &[from, to] : match.pairs) {
        const Minutia &a = first.finger.minutiae[size_t(from)];
        const Minutia &b = second.finger.minutiae[size_t(to)];
        painter.drawLine(QPointF(double(a.x), double(a.y)), QPointF(left + double(b.x), double(b.y)));
    }
    return drawing;
}

} // namespace indraj::fingertool
