#pragma once

#include "capture/face/handcrop.h"

#include <QWidget>

namespace indraj {

/// What a crop by hand is drawn from.
struct CropScene {
    QImage picture; ///< of the whole picture, made small; null: it is not here yet
    QSizeF whole; ///< px of the whole picture
    HandFrame frame;
    QPointF leftEye, rightEye; ///< px of the whole picture; both null: no face
    /// Where the rules want the eyes: shares of the frame's height from above, and of its width. @{
    double eyesFrom = 0.3, eyesTo = 0.5;
    double middleFrom = 0.45, middleTo = 0.55;
    /// @}
};

/// The whole picture, and over it the frame of the card with the lines between which the eyes belong. Never
/// mirrored. Dragging moves the frame, the wheel makes it larger or smaller.
class CropView : public QWidget {
    Q_OBJECT
public:
    explicit CropView(QWidget *parent = nullptr);
    void setScene(const CropScene &scene);

Q_SIGNALS:
    void grabbed(); ///< a drag begins
    void dragged(const QPointF &by); ///< px of the whole picture, since the last
    void wheeled(double steps); ///< > 0: the head larger

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QRectF shown() const; ///< where the picture is painted
    double scale() const; ///< px of the widget for one of the whole picture
    void paintFrame(QPainter &painter) const;
    void paintEyes(QPainter &painter) const;
    CropScene m_scene;
    QPointF m_grip;
};

/// What is in the frame, upright, as it will be the portrait.
class CropResult : public QWidget {
    Q_OBJECT
public:
    explicit CropResult(QWidget *parent = nullptr);
    void setScene(const CropScene &scene);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    CropScene m_scene;
};

} // namespace indraj
