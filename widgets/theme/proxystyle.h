#pragma once

#include <QProxyStyle>

namespace indraj {

/// Fusion without its own focus marks: FocusRing draws the one ring of the program. No icons on dialog
/// buttons.
class ProxyStyle : public QProxyStyle {
    Q_OBJECT
public:
    ProxyStyle();
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;
};

} // namespace indraj
