#pragma once

#include "capture/photocapture.h"
#include "enrollment/enrolment.h"
#include "enrollment/formspec.h"

#include <QFrame>

namespace indraj {

class ActionButton;
class HandDiagram;
class TextLabel;

/// The live or taken picture, and below it the one instruction in Urdu and English; never mirrored.
class PhotoView : public QWidget {
    Q_OBJECT
public:
    explicit PhotoView(QWidget *parent = nullptr);
    void setPicture(const QImage &picture);
    void setBadge(const QString &text);
    void setWords(const BilingualText &words);
    QSize sizeHint() const override { return {520, 376}; }
    QSize minimumSizeHint() const override { return {320, 240}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_picture;
    QString m_badge;
    BilingualText m_words;
};

/// The photograph of both hands that every enrolment with an exception needs, laid over its parent beside the
/// hands as they were marked. Non-modal: Space takes and takes again, Enter uses it, Esc puts it off. The
/// camera is on only while the panel is open.
class HandsPhotoPanel : public QFrame {
    Q_OBJECT
public:
    HandsPhotoPanel(PhotoCapture &capture, QWidget *parent);
    void open(const Enrolment &enrolment);
    void shut(); ///< camera off, nothing is said

    bool hasTaken() const { return !m_sample.bytes.isEmpty(); }

Q_SIGNALS:
    void accepted(const indraj::Sample &sample, const QImage &picture);
    void postponed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildSide();
    void connectCamera();
    void take();
    void useIt();
    void retranslate();
    void refresh();

    PhotoCapture &m_capture;
    TextLabel *m_title;
    PhotoView *m_view;
    HandDiagram *m_hands;
    TextLabel *m_marked; ///< which fingers, and why
    TextLabel *m_lead;
    ActionButton *m_take;
    ActionButton *m_use;
    ActionButton *m_later;
    QList<BiometricException> m_exceptions;
    Sample m_sample;
    QImage m_picture; ///< of the sample
    PhotoHint m_hint = PhotoHint::None;
    QString m_trouble; ///< of the camera; empty: none
};

} // namespace indraj
