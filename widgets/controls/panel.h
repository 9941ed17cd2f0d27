#pragma once

#include "widgets/controls/message.h"
#include "widgets/theme/tokens.h"

#include <QFrame>

class QVBoxLayout;

namespace indraj {

class TextLabel;

/// A white frame with rounded corners; `body()` is its layout with 16 px inside.
class Panel : public QFrame {
    Q_OBJECT
public:
    explicit Panel(QWidget *parent = nullptr);
    QVBoxLayout *body() const { return m_body; }

private:
    QVBoxLayout *m_body;
};

/// Heading with a hairline below.
class SectionHeading : public QWidget {
    Q_OBJECT
public:
    explicit SectionHeading(const QString &text = {}, QWidget *parent = nullptr);
    void setText(const QString &text);

private:
    TextLabel *m_text;
};

/// A number and what it counts. Only tiles to watch have a coloured frame.
class Tile : public QFrame {
    Q_OBJECT
public:
    explicit Tile(QWidget *parent = nullptr);
    void setTile(const QString &value, const QString &caption, MessageKind kind = MessageKind::Neutral);
    QString value() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    MessageKind m_kind = MessageKind::Neutral;
    TextLabel *m_value;
    TextLabel *m_caption;
};

/// A horizontal hairline.
QFrame *hairline(QWidget *parent);

} // namespace indraj
