#include "widgets/theme/proxystyle.h"

#include "widgets/theme/tokens.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace indraj {

namespace {

/// Fusion's box is hardly visible on white; this one has the contrast of every other control.
void paintCheckBox(const QStyleOption &option, QPainter &painter, const Tokens &tokens)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool checked = option.state.testFlag(QStyle::State_On);
    const QRectF box = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(checked ? tokens.accent : enabled ? tokens.controlBorder : tokens.border, 1.75));
    painter.setBrush(checked ? tokens.accent : tokens.surface);
    painter.drawRoundedRect(box, 4, 4);
    if (checked) {
        painter.setPen(QPen(tokens.onAccent, 2.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at
            = [&](double x, double y) { return box.topLeft() + QPointF(box.width() * x, box.height() * y); };
        painter.drawPolyline(QPolygonF{at(0.24, 0.54), at(0.43, 0.72), at(0.77, 0.30)});
    }
    painter.restore();
}

} // namespace

ProxyStyle::ProxyStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ProxyStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (element == PE_FrameFocusRect)
        return;
    if (element == PE_IndicatorCheckBox && widget) {
        paintCheckBox(*option, *painter, tokensOf(widget));
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

int ProxyStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_IndicatorWidth || metric == PM_IndicatorHeight)
        return 22;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int ProxyStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace indraj
