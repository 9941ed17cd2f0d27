#pragma once

#include "enrollment/formspec.h"
#include "widgets/controls/message.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/theme/textstyle.h"

#include <QAbstractButton>
#include <QWidget>

class QPainter;

namespace indraj {

class Banner;

/// A picture that fills `box` without distortion, cut to rounded corners; a sunken field when null.
void paintPicture(QPainter &painter, const QRectF &box, const QImage &picture, const Tokens &tokens);

/// The side of the first letter of a line in the widget's direction, and the other one; absolute.
int startSide(const QWidget *widget);
int endSide(const QWidget *widget);

/// The half of a bilingual text that the interface speaks.
QString said(const QWidget *widget, const BilingualText &text);
QFont fontFor(const QWidget *widget, TextStyle style);

/// Shows `text` in the banner, hides the banner when it is empty.
void notify(Banner &banner, MessageKind kind, const QString &text);

/// Codes of enrollment/reasons.h as the picker shows them.
QList<ReasonPicker::Reason> reasonsFor(const QWidget *widget, const QStringList &codes);

/// A picture of a fixed shape with the design's frame; never mirrored.
class PictureBox : public QWidget {
    Q_OBJECT
public:
    explicit PictureBox(QSize size, QWidget *parent = nullptr);
    void setPicture(const QImage &picture);
    const QImage &picture() const { return m_picture; }
    /// All of the picture on white instead of as much as fills the box: for signatures.
    void setWhole(bool whole);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_picture;
    bool m_whole = false;
};

/// A large button of the citizen's page: Urdu above English, in every interface language.
class BilingualButton : public QAbstractButton {
    Q_OBJECT
public:
    BilingualButton(const BilingualText &words, const QString &icon, bool primary, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BilingualText m_words;
    QString m_icon;
    bool m_primary;
};

} // namespace indraj
