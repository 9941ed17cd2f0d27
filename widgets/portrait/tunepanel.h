#pragma once

#include "widgets/portrait/cameratune.h"

#include <QFrame>
#include <QHash>

class QAbstractSlider;
class QCheckBox;
class QVBoxLayout;

namespace indraj {

class ActionButton;
class CameraModes;
class TextLabel;

/// The controls of the camera, laid over the page beside the live picture, so that their effect is seen. Esc
/// closes it.
class TunePanel : public QFrame {
    Q_OBJECT
public:
    TunePanel(CameraTune &tune, QWidget *page);
    void open();
    /// Offers the formats of the camera above its controls. `modes` must outlive the panel.
    void offerModes(CameraModes &modes);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void refresh();
    void retranslate();
    void fitLater(); ///< to what is in it by then
    void close();
    void addSwitch(const CameraControl &control);
    void addSlider(const CameraControl &control);

    CameraTune &m_tune;
    TextLabel *m_title;
    QVBoxLayout *m_formats;
    QVBoxLayout *m_rows;
    ActionButton *m_factory;
    ActionButton *m_close;
    QHash<CameraControlId, QCheckBox *> m_switches;
    QHash<CameraControlId, QAbstractSlider *> m_sliders;
    QList<QWidget *> m_made;
};

} // namespace indraj
