#pragma once

#include <QImage>
#include <QWidget>

namespace indraj {

/// The chart of the camera test: a dark square on white, turned by five degrees, so that its edges cross the
/// rows of a camera's pixels (capture/cameratest/chartsharpness.h). Never mirrored, the same in every theme.
class CameraChart : public QWidget {
    Q_OBJECT
public:
    explicit CameraChart(QWidget *parent = nullptr);
    QSize sizeHint() const override { return {420, 360}; }
    QSize minimumSizeHint() const override { return {280, 240}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// The camera's own picture, with the place where the grey card is looked for.
class CameraSight : public QWidget {
    Q_OBJECT
public:
    explicit CameraSight(QWidget *parent = nullptr);
    void setPicture(const QImage &picture);
    bool hasPicture() const { return !m_picture.isNull(); }
    QSize sizeHint() const override { return {560, 360}; }
    QSize minimumSizeHint() const override { return {320, 200}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_picture;
};

} // namespace indraj
