#include "widgets/portrait/voicecoach.h"

#include "widgets/review/spokenwords.h"

#include <QCoreApplication>

namespace indraj {

VoiceCoach::VoiceCoach(VoicePrompt &voice, bool on, QObject *parent)
    : QObject(parent)
    , m_voice(voice)
    , m_on(on)
{
    connect(&m_voice, &VoicePrompt::stateChanged, this, &VoiceCoach::stateChanged);
}

void VoiceCoach::setOn(bool on)
{
    if (std::exchange(m_on, on) == on)
        return;
    if (!on)
        rest();
    Q_EMIT switched(on);
}

void VoiceCoach::guide(FaceGuidance shown)
{
    if (!m_on || shown == FaceGuidance::NoFace)
        return;
    // "Stay still" is said once: who does it needs no reminder.
    const bool again = m_said == shown && shown != FaceGuidance::None && m_since.elapsed() >= m_repeat;
    if (m_said == shown && !again)
        return;
    m_said = shown;
    m_since.start();
    m_voice.say(wordsFor(shown).urdu, VoicePrompt::Language::Urdu);
}

void VoiceCoach::rest()
{
    m_said.reset();
    m_voice.stop();
}

bool VoiceCoach::canBeSwitchedOn() const
{
    const auto state = m_voice.state(VoicePrompt::Language::Urdu);
    return state != VoicePrompt::State::NoProgram && state != VoicePrompt::State::NoVoice;
}

QString VoiceCoach::trouble() const
{
    switch (m_voice.state(VoicePrompt::Language::Urdu)) {
    case VoicePrompt::State::NoProgram:
        return tr("No voice is installed at this station (espeak-ng). The words on the screen remain.");
    case VoicePrompt::State::NoVoice:
        return tr("The voice of this station speaks no Urdu. The words on the screen remain.");
    case VoicePrompt::State::NoSound:
        return tr("No loudspeaker is found. Plug one in; the next sentence tries it.");
    case VoicePrompt::State::Unknown:
    case VoicePrompt::State::Ready:
        break;
    }
    return {};
}

} // namespace indraj
