#pragma once

#include <QKeySequence>
#include <QWidget>

namespace indraj {

/// "Ctrl+Enter" as printed on a keyboard: Latin in every language.
QString keyText(const QKeySequence &keys);

/// Width of a keycap with `text`, and painting one; used by buttons that carry their key inside.
int keycapWidth(const QString &text);
void paintKeycap(QPainter &painter, const QRect &box, const QString &text, const QColor &line,
                 const QColor &ink);

/// A key drawn as a small frame, never mirrored.
class KeyCap : public QWidget {
    Q_OBJECT
public:
    explicit KeyCap(const QString &text, QWidget *parent = nullptr);
    void setText(const QString &text);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_text;
};

} // namespace indraj
