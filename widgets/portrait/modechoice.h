#pragma once

#include "devices/camera/cameraformat.h"

#include <QWidget>

namespace indraj {

class CameraModes;
class ChoiceBox;
class TextLabel;

/// The choice of the camera's format: the best by itself, or one of those it offers; under it in which one it
/// runs, or why not in the wanted one. Object names: "field.cameraformat", "cameraformat.hint".
class ModeChoice : public QWidget {
    Q_OBJECT
public:
    /// `modes` must outlive the widget.
    explicit ModeChoice(CameraModes &modes, QWidget *parent = nullptr);
    QString hint() const; ///< what stands under the choice

Q_SIGNALS:
    void chosen(); ///< by a person, after CameraModes::want()

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    CameraModes &m_modes;
    TextLabel *m_title;
    ChoiceBox *m_box;
    TextLabel *m_hint;
};

/// "2592 × 1944, 30 a second, compressed (JPEG)", in the language of the interface.
QString modeWords(const CameraFormat &format);

} // namespace indraj
