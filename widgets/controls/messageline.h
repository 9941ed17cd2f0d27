#pragma once

#include "widgets/controls/message.h"

#include <QWidget>

class QLabel;

namespace indraj {

class TextLabel;

/// Glyph, words, colour: the row below a field. Empty text hides it but keeps its height when asked to.
class MessageLine : public QWidget {
    Q_OBJECT
public:
    explicit MessageLine(QWidget *parent = nullptr);
    void setMessage(MessageKind kind, const QString &text);
    void clear() { setMessage(MessageKind::Neutral, {}); }
    QString text() const;
    MessageKind kind() const { return m_kind; }
    void setWordWrap(bool wrap);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshGlyph();
    void keepBesideGlyph();
    MessageKind m_kind = MessageKind::Neutral;
    QLabel *m_glyph;
    TextLabel *m_text;
};

} // namespace indraj
