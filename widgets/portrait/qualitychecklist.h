#pragma once

#include "capture/facecapture.h"
#include "widgets/theme/textstyle.h"

#include <QWidget>

namespace indraj {

/// The checks of one frame in their fixed order, with the score above. The worst never jumps; a check flips
/// at once. The algorithm of the score stands in the tooltip.
class QualityChecklist : public QWidget {
    Q_OBJECT
public:
    explicit QualityChecklist(QWidget *parent = nullptr);

    void setJudgement(const FaceJudgement &judgement);
    void clear();
    /// Score from which a picture is usually good: the mark on the bar. Nothing is decided by it.
    void setMark(int score);
    QString describe() const; ///< "7 of 8 met"

    QSize sizeHint() const override { return {278, scaledText(340)}; }
    QSize minimumSizeHint() const override { return {230, scaledText(260)}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int met() const;
    QString wordFor(const FaceCheckResult &result) const;
    void paintBar(QPainter &painter, const QRectF &box) const;
    void paintRow(QPainter &painter, const QRectF &box, const FaceCheckResult &result) const;
    FaceJudgement m_judgement;
    int m_mark = 60;
};

} // namespace indraj
