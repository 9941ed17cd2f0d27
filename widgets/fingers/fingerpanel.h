#pragma once

#include "enrollment/formspec.h"

#include <QImage>
#include <QList>
#include <QWidget>

namespace indraj {

/// The last picture of the scanner and, below it, the one instruction in Urdu and English.
class FingerPanel : public QWidget {
    Q_OBJECT
public:
    explicit FingerPanel(QWidget *parent = nullptr);

    void setPicture(const QImage &picture);
    void setWords(const BilingualText &words); ///< the plate
    const BilingualText &words() const { return m_words; }
    /// Outlines for these fingers beside each other, highest in the middle as a hand has them, false for one
    /// that is missing; empty: the outline of one finger.
    void setOutlines(const QList<bool> &fingers);
    void setBadges(const QString &state, bool alive, const QString &score);

    QSize sizeHint() const override { return {304, 404}; }
    QSize minimumSizeHint() const override { return {240, 300}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintPlate(QPainter &painter) const;
    void paintOutlines(QPainter &painter, const QRectF &area) const;
    void paintBadge(QPainter &painter, const QString &text, bool dot, bool atLeft) const;
    QImage m_picture;
    QList<bool> m_outlines;
    BilingualText m_words;
    QString m_state, m_score;
    bool m_alive = false;
};

} // namespace indraj
