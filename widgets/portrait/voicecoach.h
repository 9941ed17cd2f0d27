#pragma once

#include "capture/facecapture.h"
#include "devices/voice/voiceprompt.h"

#include <QElapsedTimer>

namespace indraj {

/// Says the instruction of the live picture aloud, in Urdu: once when it is shown, and again while it stays.
/// Silent when nobody is there, when it is switched off, and when the station has no voice.
class VoiceCoach : public QObject {
    Q_OBJECT
public:
    VoiceCoach(VoicePrompt &voice, bool on, QObject *parent = nullptr);

    bool isOn() const { return m_on; }
    void setOn(bool on); ///< remembered by whoever hears switched()
    void guide(FaceGuidance shown); ///< with every frame
    void rest(); ///< the picture is taken, or the page is left
    /// Why nothing is said, and what to do; empty while it is ready or not yet known.
    QString trouble() const;
    bool canBeSwitchedOn() const; ///< a loudspeaker may be plugged in; a voice has to be installed
    /// Tests: how long an instruction stays before it is said again.
    void setRepeat(int milliseconds) { m_repeat = milliseconds; }

Q_SIGNALS:
    void switched(bool on);
    void stateChanged(); ///< of the voice

private:
    VoicePrompt &m_voice;
    bool m_on;
    int m_repeat = 6000;
    std::optional<FaceGuidance> m_said;
    QElapsedTimer m_since;
};

} // namespace indraj
