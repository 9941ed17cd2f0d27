#pragma once

#include "enrollment/samples.h"
#include "widgets/theme/textstyle.h"

#include <QHash>
#include <QPainterPath>
#include <QWidget>

namespace indraj {

enum class FingerMark { ToDo, Now, Good, Low, Exception };

struct FingerView {
    FingerMark mark = FingerMark::ToDo;
    int score = QualityScore::failed;
    int tries = 0;
};

/// The backs of both hands, the left hand on the left in every interface language. Each finger is one path
/// for painting and for hit tests. Click or arrow keys choose a finger.
class HandDiagram : public QWidget {
    Q_OBJECT
public:
    explicit HandDiagram(QWidget *parent = nullptr);

    void setFinger(FingerPosition finger, const FingerView &view);
    FingerView finger(FingerPosition position) const { return m_views.value(position); }
    void setSelected(FingerPosition finger);
    FingerPosition selected() const { return m_selected; }
    void setSelectable(bool selectable); ///< off: a picture only, for review and approval

    /// The finger at a point of the widget, 0 when none.
    int fingerAt(const QPointF &point) const;
    QPointF tipOf(FingerPosition finger) const; ///< in widget coordinates
    QString describe(FingerPosition finger) const; ///< "Right index finger, 37, low, try 2"

    QSize sizeHint() const override { return {534, 304}; }
    QSize minimumSizeHint() const override { return foldedText() ? QSize(400, 228) : QSize(200, 114); }

    /// The glyph of a mark, for the legend too.
    static void paintMark(QPainter &painter, FingerMark mark, const QPointF &centre, const Tokens &tokens);

Q_SIGNALS:
    void chosen(indraj::FingerPosition finger);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintHand(QPainter &painter, bool right) const;
    void paintTip(QPainter &painter, FingerPosition finger) const;
    QTransform toWidget() const;
    int readable(int units) const;
    void describeAll();
    QHash<FingerPosition, FingerView> m_views;
    FingerPosition m_selected = FingerPosition::RightThumb;
    bool m_selectable = true;
};

} // namespace indraj
