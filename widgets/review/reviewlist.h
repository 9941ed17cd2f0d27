#pragma once

#include "widgets/review/fieldtext.h"
#include "widgets/theme/textstyle.h"

#include <QWidget>

namespace indraj {

/// The lines of a review: English at the left, Urdu in the middle, the label in both at the right, in every
/// interface language. Touching a line names its field.
class ReviewList : public QWidget {
    Q_OBJECT
public:
    explicit ReviewList(QWidget *parent = nullptr);
    void setLines(const QList<ReviewLine> &lines);
    const QList<ReviewLine> &lines() const { return m_lines; }
    void setCompact(bool compact); ///< smaller lines, for the in-charge
    void setTouchable(bool touchable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {400, sizeHint().height()}; }

Q_SIGNALS:
    void touched(const QString &fieldKey);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int rowHeight() const { return scaledText(m_compact ? 46 : 62); }
    void paintLine(QPainter &painter, const QRectF &box, const ReviewLine &line, bool current) const;
    QList<ReviewLine> m_lines;
    int m_current = 0;
    bool m_compact = false;
    bool m_touchable = true;
};

} // namespace indraj
