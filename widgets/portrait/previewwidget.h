#pragma once

#include "capture/facecapture.h"
#include "enrollment/formspec.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace indraj {

/// The live picture of the citizen with guides, and below it the one instruction in Urdu and English.
/// Not mirrored unless the station wants it; the arrow points where the citizen moves in the picture that is
/// shown.
class PreviewWidget : public QWidget {
    Q_OBJECT
public:
    explicit PreviewWidget(QWidget *parent = nullptr);

    enum class Signal { Waiting, Live, Frozen, NoCamera };

    void setFrame(const QImage &frame, const FaceJudgement &judgement);
    void setSignal(Signal signal);
    Signal signalState() const { return m_signal; }
    void setBadges(const QStringList &badges); ///< after "Live": "Automatic", "Simulated"
    QStringList badges() const { return m_badges; }
    void setMirrored(bool mirrored);
    /// What the citizen should change although the live picture is good: shown in place of "stay still".
    void setHint(const BilingualText &hint);
    /// How long an instruction stays at least, in milliseconds.
    void setHold(int milliseconds) { m_hold = milliseconds; }
    FaceGuidance shownGuidance() const { return m_shown; }

    QSize sizeHint() const override { return {560, 420}; }
    QSize minimumSizeHint() const override { return {320, 260}; }

Q_SIGNALS:
    void guidanceShown(indraj::FaceGuidance guidance);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void want(FaceGuidance guidance);
    void showGuidance(FaceGuidance guidance);
    QRectF pictureArea() const;
    void paintFrame(QPainter &painter) const;
    void paintOval(QPainter &painter) const;
    void paintArrow(QPainter &painter) const;
    void paintNearer(QPainter &painter, bool nearer) const;
    void paintBadges(QPainter &painter) const;
    void paintPlate(QPainter &painter) const;

    QImage m_frame;
    FaceJudgement m_judgement;
    Signal m_signal = Signal::Waiting;
    QStringList m_badges;
    BilingualText m_hint;
    bool m_mirrored = false;
    FaceGuidance m_shown = FaceGuidance::NoFace;
    FaceGuidance m_wanted = FaceGuidance::NoFace;
    QElapsedTimer m_since;
    QElapsedTimer m_announced;
    QTimer m_change;
    int m_hold = 1200;
};

} // namespace indraj
