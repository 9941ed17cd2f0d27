#pragma once

#include "capture/signature/signaturesample.h"
#include "enrollment/formspec.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>

class QPointerEvent;

namespace indraj {

/// The field the applicant signs in, and below it the one instruction in Urdu and English. Takes a pen of a
/// tablet with its pressure, a finger, or the mouse; never mirrored. Strokes can be undone one by one, and
/// so can clearing.
class SignaturePad : public QWidget {
    Q_OBJECT
public:
    explicit SignaturePad(QWidget *parent = nullptr);

    /// What is written now; none while there is no stroke.
    std::optional<Signature> signature() const;
    bool isEmpty() const { return m_strokes.isEmpty(); }
    PenKind pen() const { return m_pen; }
    QString deviceName() const { return m_deviceName; }

    bool canUndo() const { return !m_before.isEmpty(); }
    void undo(); ///< the last stroke, or clearing
    void clear(); ///< can be undone
    void startAnew(); ///< another applicant: nothing to undo either

    /// A signature that is saved, instead of the field; null: the field.
    void showSaved(const QImage &picture);
    /// Words in the middle of the field instead of it: why there is no signature. Empty: the field.
    void showNone(const QString &reason);
    void setWords(const BilingualText &words); ///< the plate
    const BilingualText &words() const { return m_words; }

    /// The part of the widget one writes in.
    QRect field() const;

    QSize sizeHint() const override { return {854, 420}; }
    QSize minimumSizeHint() const override { return {320, 240}; }

Q_SIGNALS:
    void changed(); ///< a stroke more or less

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void tabletEvent(QTabletEvent *event) override;

private:
    /// One place of the pen as the widget saw it.
    struct Trace {
        QPointF place; ///< in the field, pixels
        qint64 at = 0; ///< milliseconds, since whenever
        double pressure = 0; ///< 0-1
    };
    using Traces = QList<Trace>;

    bool writes() const { return m_saved.isNull() && m_none.isEmpty(); }
    void touch(const QPointerEvent &event, const QPointF &place, double pressure, bool hasPressure);
    void move(const QPointerEvent &event, const QPointF &place, double pressure);
    void lift();
    qint64 timeOf(const QPointerEvent &event);
    bool isFull() const;
    double pixelsPerMillimetre() const;
    void paintField(QPainter &painter) const;
    void paintStrokes(QPainter &painter) const;
    void paintPlate(QPainter &painter) const;

    QList<Traces> m_strokes;
    QList<QList<Traces>> m_before; ///< what undo() goes back to, the last one first to come
    bool m_down = false; ///< the pen touches
    bool m_inStroke = false; ///< and is inside the field
    bool m_allPressure = true; ///< every stroke came with pressure
    std::optional<bool> m_eventTimes; ///< the system gives times; decided by the first touch
    QElapsedTimer m_clock;
    PenKind m_pen = PenKind::Mouse;
    QString m_deviceName;
    QImage m_saved;
    QString m_none;
    BilingualText m_words;
};

} // namespace indraj
