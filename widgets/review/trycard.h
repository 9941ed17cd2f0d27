#pragma once

#include "widgets/review/parts.h"

#include <QAbstractButton>
#include <QImage>

namespace indraj {

/// One try in the strip under a live picture: picture, score, what was said about it, chosen or not.
struct TryView {
    QImage picture;
    QString score; ///< large; empty for an empty place
    QString corner; ///< "try 2", or the key when `cornerIsKey`
    bool cornerIsKey = false;
    QString judgement;
    MessageKind tone = MessageKind::Neutral;
    QString choice; ///< "Chosen", "Best so far", "Kept"
    bool chosen = false;
    bool empty = true;
    bool wide = false; ///< a picture of several fingers
};

/// A card of 113 px height. Empty places are dashed and cannot be chosen.
class TryCard : public QAbstractButton {
    Q_OBJECT
public:
    explicit TryCard(QWidget *parent = nullptr);
    void setView(const TryView &view);
    const TryView &view() const { return m_view; }
    QSize sizeHint() const override { return {276, scaledText(113)}; }
    QSize minimumSizeHint() const override { return {180, 113}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintFrame(QPainter &painter) const;
    void paintWords(QPainter &painter, const QRectF &box) const;
    TryView m_view;
};

} // namespace indraj
